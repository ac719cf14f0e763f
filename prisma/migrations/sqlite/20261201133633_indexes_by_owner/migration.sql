-- DropIndex
DROP INDEX "Participant_userId_subjectKind_idx";

-- DropIndex
DROP INDEX "Deal_ownerId_outcome_idx";

-- CreateIndex
CREATE INDEX "Participant_userId_subjectKind_subjectId_part_idx" ON "Participant"("userId", "subjectKind", "subjectId", "part");

-- CreateIndex
CREATE INDEX "Deal_ownerId_outcome_closeDate_idx" ON "Deal"("ownerId", "outcome", "closeDate");

-- CreateIndex
CREATE INDEX "Lead_contactPhone_idx" ON "Lead"("contactPhone");

-- CreateIndex
CREATE INDEX "Contract_dealId_idx" ON "Contract"("dealId");
