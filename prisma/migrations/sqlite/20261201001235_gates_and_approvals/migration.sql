-- AlterTable
ALTER TABLE "Stage" ADD COLUMN "buyerStage" TEXT;
ALTER TABLE "Stage" ADD COLUMN "entry" TEXT;
ALTER TABLE "Stage" ADD COLUMN "gate" TEXT;
ALTER TABLE "Stage" ADD COLUMN "roles" TEXT;

-- CreateTable
CREATE TABLE "File" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,
    "byUserId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "GateRelease" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dealId" TEXT NOT NULL,
    "fromStageId" TEXT NOT NULL,
    "toStageId" TEXT NOT NULL,
    "missing" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "undoneAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "GateRelease_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Handover" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dealId" TEXT NOT NULL,
    "fromUserId" TEXT NOT NULL,
    "toUserId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    CONSTRAINT "Handover_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ApprovalDecision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "approvalId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "userId" TEXT NOT NULL,
    "forUserId" TEXT,
    "verdict" TEXT NOT NULL,
    "comment" TEXT,
    "termsHash" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ApprovalDecision_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "ApprovalRequest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "startDate" TEXT NOT NULL,
    "endDate" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "revokedAt" DATETIME,
    "createdAt" DATETIME NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Deal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "pipelineId" TEXT NOT NULL,
    "stageId" TEXT NOT NULL,
    "stageEnteredDate" TEXT NOT NULL,
    "amountFen" BIGINT,
    "currency" TEXT NOT NULL DEFAULT 'CNY',
    "amountApprox" BOOLEAN NOT NULL DEFAULT false,
    "taxIncluded" BOOLEAN,
    "listPriceFen" BIGINT,
    "costFen" BIGINT,
    "closeDate" TEXT,
    "closeDatePrecision" TEXT NOT NULL DEFAULT 'day',
    "ownerId" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "closedDate" TEXT,
    "lossReason" TEXT,
    "lostToId" TEXT,
    "lossLesson" TEXT,
    "buyerStage" INTEGER,
    "decisionProcess" TEXT,
    "decisionDate" TEXT,
    "budgetRange" TEXT,
    "customized" BOOLEAN NOT NULL DEFAULT true,
    "painPoints" TEXT NOT NULL DEFAULT '[]',
    "valueProposition" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Deal_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Deal_pipelineId_fkey" FOREIGN KEY ("pipelineId") REFERENCES "Pipeline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Deal_stageId_fkey" FOREIGN KEY ("stageId") REFERENCES "Stage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Deal" ("accountId", "amountApprox", "amountFen", "closeDate", "closeDatePrecision", "closedDate", "code", "createdAt", "currency", "id", "listPriceFen", "lossLesson", "lossReason", "lostToId", "name", "outcome", "ownerId", "pipelineId", "stageEnteredDate", "stageId", "taxIncluded", "updatedAt", "version") SELECT "accountId", "amountApprox", "amountFen", "closeDate", "closeDatePrecision", "closedDate", "code", "createdAt", "currency", "id", "listPriceFen", "lossLesson", "lossReason", "lostToId", "name", "outcome", "ownerId", "pipelineId", "stageEnteredDate", "stageId", "taxIncluded", "updatedAt", "version" FROM "Deal";
DROP TABLE "Deal";
ALTER TABLE "new_Deal" RENAME TO "Deal";
CREATE UNIQUE INDEX "Deal_code_key" ON "Deal"("code");
CREATE INDEX "Deal_accountId_outcome_idx" ON "Deal"("accountId", "outcome");
CREATE INDEX "Deal_ownerId_outcome_idx" ON "Deal"("ownerId", "outcome");
CREATE INDEX "Deal_amountFen_idx" ON "Deal"("amountFen");
CREATE INDEX "Deal_outcome_closeDate_idx" ON "Deal"("outcome", "closeDate");
CREATE INDEX "Deal_outcome_amountFen_idx" ON "Deal"("outcome", "amountFen");
CREATE INDEX "Deal_outcome_stageId_stageEnteredDate_currency_amountFen_idx" ON "Deal"("outcome", "stageId", "stageEnteredDate", "currency", "amountFen");
CREATE TABLE "new_Milestone" (
    "dealId" TEXT NOT NULL,
    "criterion" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'word',
    "fileHash" TEXT,
    "link" TEXT,
    "witness" TEXT,
    "byUserId" TEXT NOT NULL,
    "onDate" TEXT NOT NULL,

    PRIMARY KEY ("dealId", "criterion"),
    CONSTRAINT "Milestone_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Milestone" ("byUserId", "criterion", "dealId", "evidence", "onDate") SELECT "byUserId", "criterion", "dealId", "evidence", "onDate" FROM "Milestone";
DROP TABLE "Milestone";
ALTER TABLE "new_Milestone" RENAME TO "Milestone";
CREATE TABLE "new_Terms" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dealId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "listPriceFen" BIGINT,
    "priceFen" BIGINT NOT NULL,
    "discountBp" INTEGER NOT NULL DEFAULT 0,
    "discountTyped" BOOLEAN NOT NULL DEFAULT false,
    "currency" TEXT NOT NULL DEFAULT 'CNY',
    "taxIncluded" BOOLEAN,
    "prepayBp" INTEGER NOT NULL DEFAULT 3000,
    "netDays" INTEGER NOT NULL DEFAULT 30,
    "deliveryWeeksMin" INTEGER NOT NULL DEFAULT 8,
    "deliveryWeeksMax" INTEGER NOT NULL DEFAULT 16,
    "warrantyMonths" INTEGER,
    "nonStandard" TEXT NOT NULL DEFAULT '[]',
    "hash" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'draft',
    "approvedAt" DATETIME,
    "validUntil" TEXT,
    "createdAt" DATETIME NOT NULL,
    "byUserId" TEXT NOT NULL,
    CONSTRAINT "Terms_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Terms" ("byUserId", "createdAt", "currency", "dealId", "deliveryWeeksMax", "deliveryWeeksMin", "discountBp", "id", "listPriceFen", "netDays", "nonStandard", "prepayBp", "priceFen", "version") SELECT "byUserId", "createdAt", "currency", "dealId", "deliveryWeeksMax", "deliveryWeeksMin", "discountBp", "id", "listPriceFen", "netDays", coalesce("nonStandard", '[]') AS "nonStandard", "prepayBp", "priceFen", "version" FROM "Terms";
DROP TABLE "Terms";
ALTER TABLE "new_Terms" RENAME TO "Terms";
CREATE INDEX "Terms_dealId_state_idx" ON "Terms"("dealId", "state");
CREATE UNIQUE INDEX "Terms_dealId_version_key" ON "Terms"("dealId", "version");
CREATE TABLE "new_ApprovalRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "dealId" TEXT NOT NULL,
    "termsId" TEXT NOT NULL,
    "requesterId" TEXT NOT NULL,
    "submittedAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "decidedAt" DATETIME,
    "decidedById" TEXT,
    "round" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "ApprovalRequest_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ApprovalRequest_termsId_fkey" FOREIGN KEY ("termsId") REFERENCES "Terms" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_ApprovalRequest" ("code", "dealId", "id", "requesterId", "state", "submittedAt", "termsId", "version") SELECT "code", "dealId", "id", "requesterId", "state", "submittedAt", "termsId", "version" FROM "ApprovalRequest";
DROP TABLE "ApprovalRequest";
ALTER TABLE "new_ApprovalRequest" RENAME TO "ApprovalRequest";
CREATE UNIQUE INDEX "ApprovalRequest_code_key" ON "ApprovalRequest"("code");
CREATE INDEX "ApprovalRequest_dealId_state_idx" ON "ApprovalRequest"("dealId", "state");
CREATE INDEX "ApprovalRequest_requesterId_state_idx" ON "ApprovalRequest"("requesterId", "state");
CREATE INDEX "ApprovalRequest_state_submittedAt_idx" ON "ApprovalRequest"("state", "submittedAt");
CREATE TABLE "new_ApprovalStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "approvalId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "approverId" TEXT NOT NULL,
    "slot" TEXT NOT NULL DEFAULT 'added',
    "reasons" TEXT NOT NULL DEFAULT '[]',
    "rank" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "openedAt" DATETIME,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "decidedAt" DATETIME,
    "decidedById" TEXT,
    "comment" TEXT,
    CONSTRAINT "ApprovalStep_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "ApprovalRequest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_ApprovalStep" ("approvalId", "approverId", "decidedAt", "id", "position", "state") SELECT "approvalId", "approverId", "decidedAt", "id", "position", "state" FROM "ApprovalStep";
DROP TABLE "ApprovalStep";
ALTER TABLE "new_ApprovalStep" RENAME TO "ApprovalStep";
CREATE INDEX "ApprovalStep_approverId_state_idx" ON "ApprovalStep"("approverId", "state");
CREATE INDEX "ApprovalStep_state_openedAt_idx" ON "ApprovalStep"("state", "openedAt");
CREATE UNIQUE INDEX "ApprovalStep_approvalId_approverId_key" ON "ApprovalStep"("approvalId", "approverId");
CREATE TABLE "new_Contract" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "dealId" TEXT,
    "ownerId" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "currency" TEXT NOT NULL DEFAULT 'CNY',
    "signedDate" TEXT NOT NULL,
    "termsId" TEXT,
    "fileHash" TEXT,
    "link" TEXT,
    "byUserId" TEXT,
    CONSTRAINT "Contract_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Contract" ("accountId", "amountFen", "dealId", "id", "number", "ownerId", "signedDate") SELECT "accountId", "amountFen", "dealId", "id", "number", "ownerId", "signedDate" FROM "Contract";
DROP TABLE "Contract";
ALTER TABLE "new_Contract" RENAME TO "Contract";
CREATE UNIQUE INDEX "Contract_number_key" ON "Contract"("number");
CREATE INDEX "Contract_accountId_signedDate_idx" ON "Contract"("accountId", "signedDate");
CREATE INDEX "Contract_ownerId_signedDate_idx" ON "Contract"("ownerId", "signedDate");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "GateRelease_dealId_idx" ON "GateRelease"("dealId");

-- CreateIndex
CREATE INDEX "Handover_dealId_idx" ON "Handover"("dealId");

-- CreateIndex
CREATE INDEX "Handover_toUserId_state_idx" ON "Handover"("toUserId", "state");

-- CreateIndex
CREATE INDEX "ApprovalDecision_approvalId_at_idx" ON "ApprovalDecision"("approvalId", "at");

-- CreateIndex
CREATE INDEX "ApprovalDecision_userId_at_idx" ON "ApprovalDecision"("userId", "at");

-- CreateIndex
CREATE INDEX "Delegation_fromId_startDate_idx" ON "Delegation"("fromId", "startDate");

-- CreateIndex
CREATE INDEX "Delegation_toId_startDate_idx" ON "Delegation"("toId", "startDate");

-- CreateIndex
CREATE INDEX "Draft_dealId_state_idx" ON "Draft"("dealId", "state");
