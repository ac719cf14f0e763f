-- AlterTable
ALTER TABLE "Stage" ADD COLUMN     "buyerStage" TEXT,
ADD COLUMN     "entry" TEXT,
ADD COLUMN     "gate" TEXT,
ADD COLUMN     "roles" TEXT;

-- AlterTable
ALTER TABLE "Deal" ADD COLUMN     "budgetRange" TEXT,
ADD COLUMN     "buyerStage" INTEGER,
ADD COLUMN     "costFen" BIGINT,
ADD COLUMN     "customized" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "decisionDate" TEXT,
ADD COLUMN     "decisionProcess" TEXT,
ADD COLUMN     "painPoints" TEXT NOT NULL DEFAULT '[]',
ADD COLUMN     "valueProposition" TEXT;

-- AlterTable
ALTER TABLE "Milestone" ADD COLUMN     "fileHash" TEXT,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'word',
ADD COLUMN     "link" TEXT,
ADD COLUMN     "witness" TEXT;

-- AlterTable
ALTER TABLE "Terms" ADD COLUMN     "approvedAt" TIMESTAMP(3),
ADD COLUMN     "discountTyped" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'draft',
ADD COLUMN     "taxIncluded" BOOLEAN,
ADD COLUMN     "validUntil" TEXT,
ADD COLUMN     "warrantyMonths" INTEGER,
ALTER COLUMN "nonStandard" SET NOT NULL,
ALTER COLUMN "nonStandard" SET DEFAULT '[]';

-- AlterTable
ALTER TABLE "ApprovalRequest" ADD COLUMN     "decidedAt" TIMESTAMP(3),
ADD COLUMN     "decidedById" TEXT,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "ApprovalStep" DROP COLUMN "reason",
ADD COLUMN     "comment" TEXT,
ADD COLUMN     "decidedById" TEXT,
ADD COLUMN     "openedAt" TIMESTAMP(3),
ADD COLUMN     "rank" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reasons" TEXT NOT NULL DEFAULT '[]',
ADD COLUMN     "reminders" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "slot" TEXT NOT NULL DEFAULT 'added';

-- AlterTable
ALTER TABLE "Contract" ADD COLUMN     "byUserId" TEXT,
ADD COLUMN     "currency" TEXT NOT NULL DEFAULT 'CNY',
ADD COLUMN     "fileHash" TEXT,
ADD COLUMN     "link" TEXT,
ADD COLUMN     "termsId" TEXT;

-- CreateTable
CREATE TABLE "File" (
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "byUserId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "File_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "GateRelease" (
    "id" TEXT NOT NULL,
    "dealId" TEXT NOT NULL,
    "fromStageId" TEXT NOT NULL,
    "toStageId" TEXT NOT NULL,
    "missing" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "undoneAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "GateRelease_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Handover" (
    "id" TEXT NOT NULL,
    "dealId" TEXT NOT NULL,
    "fromUserId" TEXT NOT NULL,
    "toUserId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Handover_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApprovalDecision" (
    "id" TEXT NOT NULL,
    "approvalId" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "userId" TEXT NOT NULL,
    "forUserId" TEXT,
    "verdict" TEXT NOT NULL,
    "comment" TEXT,
    "termsHash" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ApprovalDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "startDate" TEXT NOT NULL,
    "endDate" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

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
CREATE INDEX "Terms_dealId_state_idx" ON "Terms"("dealId", "state");

-- CreateIndex
CREATE INDEX "ApprovalRequest_requesterId_state_idx" ON "ApprovalRequest"("requesterId", "state");

-- CreateIndex
CREATE INDEX "ApprovalRequest_state_submittedAt_idx" ON "ApprovalRequest"("state", "submittedAt");

-- CreateIndex
CREATE INDEX "ApprovalStep_state_openedAt_idx" ON "ApprovalStep"("state", "openedAt");

-- CreateIndex
CREATE INDEX "Draft_dealId_state_idx" ON "Draft"("dealId", "state");

-- AddForeignKey
ALTER TABLE "GateRelease" ADD CONSTRAINT "GateRelease_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Handover" ADD CONSTRAINT "Handover_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApprovalDecision" ADD CONSTRAINT "ApprovalDecision_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "ApprovalRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
