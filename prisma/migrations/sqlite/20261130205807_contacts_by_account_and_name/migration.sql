-- DropIndex
DROP INDEX "Contact_accountId_idx";

-- CreateIndex
CREATE INDEX "Contact_accountId_name_idx" ON "Contact"("accountId", "name");
