-- AlterTable
ALTER TABLE "ApprovalRequest" ADD COLUMN "draftId" TEXT;
