-- AlterTable
ALTER TABLE "Deal" ADD COLUMN "lossLesson" TEXT;
ALTER TABLE "Deal" ADD COLUMN "lostToId" TEXT;
ALTER TABLE "Deal" ADD COLUMN "taxIncluded" BOOLEAN;

-- AlterTable
ALTER TABLE "Task" ADD COLUMN "notifiedAt" DATETIME;

-- CreateTable
CREATE TABLE "NameBigram" (
    "bigram" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,

    PRIMARY KEY ("bigram", "kind", "subjectId")
);

-- CreateTable
CREATE TABLE "RequirementVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dealId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "standards" TEXT NOT NULL DEFAULT '[]',
    "equipment" TEXT NOT NULL DEFAULT '[]',
    "budgetFen" BIGINT,
    "currency" TEXT NOT NULL DEFAULT 'CNY',
    "budgetApprox" BOOLEAN NOT NULL DEFAULT false,
    "byUserId" TEXT NOT NULL,
    "undoneAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "RequirementVersion_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Competitor" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "core" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "CompetitorNote" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "competitorId" TEXT NOT NULL,
    "accountId" TEXT,
    "dealId" TEXT,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "changeBp" INTEGER,
    "onDate" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "undoneAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "CompetitorNote_competitorId_fkey" FOREIGN KEY ("competitorId") REFERENCES "Competitor" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DealCompetitor" (
    "dealId" TEXT NOT NULL,
    "competitorId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("dealId", "competitorId"),
    CONSTRAINT "DealCompetitor_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "DealCompetitor_competitorId_fkey" FOREIGN KEY ("competitorId") REFERENCES "Competitor" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "RequirementVersion_dealId_version_key" ON "RequirementVersion"("dealId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Competitor_core_key" ON "Competitor"("core");

-- CreateIndex
CREATE INDEX "CompetitorNote_competitorId_onDate_idx" ON "CompetitorNote"("competitorId", "onDate");

-- CreateIndex
CREATE INDEX "DealCompetitor_competitorId_idx" ON "DealCompetitor"("competitorId");

-- CreateIndex
CREATE INDEX "Account_region_idx" ON "Account"("region");

-- CreateIndex
CREATE INDEX "Account_industry_idx" ON "Account"("industry");

-- CreateIndex
CREATE INDEX "Account_scale_idx" ON "Account"("scale");

-- CreateIndex
CREATE INDEX "Account_grade_lastActivityDate_idx" ON "Account"("grade", "lastActivityDate");

-- CreateIndex
CREATE INDEX "Contact_name_idx" ON "Contact"("name");

-- CreateIndex
CREATE INDEX "Deal_outcome_closeDate_idx" ON "Deal"("outcome", "closeDate");

-- CreateIndex
CREATE INDEX "Deal_outcome_amountFen_idx" ON "Deal"("outcome", "amountFen");

-- CreateIndex
CREATE INDEX "Deal_outcome_stageId_stageEnteredDate_currency_amountFen_idx" ON "Deal"("outcome", "stageId", "stageEnteredDate", "currency", "amountFen");

-- CreateIndex
CREATE INDEX "Task_notifiedAt_dueAt_idx" ON "Task"("notifiedAt", "dueAt");

-- CreateIndex
CREATE INDEX "Task_dealId_idx" ON "Task"("dealId");

-- CreateIndex
CREATE INDEX "Task_accountId_idx" ON "Task"("accountId");
