-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "honorific" TEXT,
    "department" TEXT,
    "managerId" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Identity" (
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "unionId" TEXT,

    PRIMARY KEY ("platform", "externalId"),
    CONSTRAINT "Identity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "UserRole" (
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("userId", "role"),
    CONSTRAINT "UserRole_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Team" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "managerId" TEXT,
    "parentId" TEXT
);

-- CreateTable
CREATE TABLE "TeamMember" (
    "teamId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    PRIMARY KEY ("teamId", "userId"),
    CONSTRAINT "TeamMember_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "TeamMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Chat" (
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT,
    "teamId" TEXT,
    "external" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,

    PRIMARY KEY ("platform", "externalId"),
    CONSTRAINT "Chat_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "core" TEXT NOT NULL,
    "grade" TEXT NOT NULL DEFAULT 'potential',
    "strategic" BOOLEAN NOT NULL DEFAULT false,
    "ownerId" TEXT NOT NULL,
    "industry" TEXT,
    "region" TEXT,
    "scale" TEXT,
    "mainProducts" TEXT,
    "address" TEXT,
    "source" TEXT NOT NULL,
    "lastActivityDate" TEXT,
    "archivedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "AccountTag" (
    "accountId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "reviewDate" TEXT,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("accountId", "tag"),
    CONSTRAINT "AccountTag_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "department" TEXT NOT NULL DEFAULT 'other',
    "title" TEXT,
    "phone" TEXT,
    "duty" TEXT,
    "preference" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Contact_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ContactRole" (
    "dealId" TEXT NOT NULL,
    "contactId" TEXT NOT NULL,
    "stance" TEXT NOT NULL DEFAULT 'neutral',
    "influence" TEXT,

    PRIMARY KEY ("dealId", "contactId"),
    CONSTRAINT "ContactRole_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ContactRole_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Participant" (
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "part" TEXT NOT NULL,

    PRIMARY KEY ("subjectKind", "subjectId", "userId")
);

-- CreateTable
CREATE TABLE "Name" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "form" TEXT NOT NULL,

    PRIMARY KEY ("key", "kind", "subjectId")
);

-- CreateTable
CREATE TABLE "Pipeline" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "active" BOOLEAN NOT NULL DEFAULT true
);

-- CreateTable
CREATE TABLE "Stage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pipelineId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "probability" INTEGER NOT NULL,
    "minDays" INTEGER,
    "maxDays" INTEGER,
    "activities" TEXT,
    "exit" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    CONSTRAINT "Stage_pipelineId_fkey" FOREIGN KEY ("pipelineId") REFERENCES "Pipeline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Deal" (
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
    "listPriceFen" BIGINT,
    "closeDate" TEXT,
    "closeDatePrecision" TEXT NOT NULL DEFAULT 'day',
    "ownerId" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "closedDate" TEXT,
    "lossReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Deal_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Deal_pipelineId_fkey" FOREIGN KEY ("pipelineId") REFERENCES "Pipeline" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Deal_stageId_fkey" FOREIGN KEY ("stageId") REFERENCES "Stage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StageHistory" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dealId" TEXT NOT NULL,
    "stageId" TEXT NOT NULL,
    "enteredDate" TEXT NOT NULL,
    "enteredAt" DATETIME NOT NULL,
    "leftAt" DATETIME,
    "byUserId" TEXT,
    "reason" TEXT,
    CONSTRAINT "StageHistory_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "StageHistory_stageId_fkey" FOREIGN KEY ("stageId") REFERENCES "Stage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Milestone" (
    "dealId" TEXT NOT NULL,
    "criterion" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "onDate" TEXT NOT NULL,

    PRIMARY KEY ("dealId", "criterion"),
    CONSTRAINT "Milestone_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Activity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "dealId" TEXT,
    "contactId" TEXT,
    "kind" TEXT NOT NULL,
    "onDate" TEXT NOT NULL,
    "topic" TEXT,
    "feedback" TEXT,
    "nextStep" TEXT,
    "nextDate" TEXT,
    "text" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "undoneAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Activity_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Activity_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Task" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "accountId" TEXT,
    "dealId" TEXT,
    "activityId" TEXT,
    "title" TEXT NOT NULL,
    "dueDate" TEXT NOT NULL,
    "dueAt" DATETIME,
    "doneAt" DATETIME,
    "cancelledAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Task_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Lead" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "industry" TEXT,
    "region" TEXT,
    "contactName" TEXT,
    "contactPhone" TEXT,
    "need" TEXT,
    "ownerId" TEXT,
    "assignedAt" DATETIME,
    "firstContactAt" DATETIME,
    "breached" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Terms" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dealId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "listPriceFen" BIGINT,
    "priceFen" BIGINT NOT NULL,
    "discountBp" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL DEFAULT 'CNY',
    "prepayBp" INTEGER NOT NULL DEFAULT 3000,
    "netDays" INTEGER NOT NULL DEFAULT 30,
    "deliveryWeeksMin" INTEGER NOT NULL DEFAULT 8,
    "deliveryWeeksMax" INTEGER NOT NULL DEFAULT 16,
    "nonStandard" TEXT,
    "createdAt" DATETIME NOT NULL,
    "byUserId" TEXT NOT NULL,
    CONSTRAINT "Terms_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ApprovalRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "dealId" TEXT NOT NULL,
    "termsId" TEXT NOT NULL,
    "requesterId" TEXT NOT NULL,
    "submittedAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "ApprovalRequest_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ApprovalRequest_termsId_fkey" FOREIGN KEY ("termsId") REFERENCES "Terms" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ApprovalStep" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "approvalId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "approverId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "decidedAt" DATETIME,
    CONSTRAINT "ApprovalStep_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "ApprovalRequest" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Contract" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "number" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "dealId" TEXT,
    "ownerId" TEXT NOT NULL,
    "amountFen" BIGINT NOT NULL,
    "signedDate" TEXT NOT NULL,
    CONSTRAINT "Contract_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Quota" (
    "ownerKind" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "metric" TEXT NOT NULL DEFAULT 'signed',
    "amountFen" BIGINT NOT NULL,

    PRIMARY KEY ("ownerKind", "ownerId", "period", "metric")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "intent" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "result" TEXT,
    "dealId" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "sourceText" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "appliedAt" DATETIME,
    "undoUntil" DATETIME
);

-- CreateTable
CREATE TABLE "Audit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "userId" TEXT,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "field" TEXT,
    "oldValue" TEXT,
    "newValue" TEXT,
    "eventKey" TEXT
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "last" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Meta" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Inbox" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "eventKey" TEXT NOT NULL,
    "messageKey" TEXT,
    "softKey" TEXT,
    "kind" TEXT NOT NULL,
    "personKey" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "receivedMs" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextMs" BIGINT NOT NULL DEFAULT 0,
    "error" TEXT,
    "doneMs" BIGINT
);

-- CreateTable
CREATE TABLE "InboxRejected" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "receivedMs" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "dedupeKey" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "targetKind" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "userId" TEXT,
    "subjectKind" TEXT,
    "subjectId" TEXT,
    "draftId" TEXT,
    "replyTo" TEXT,
    "card" TEXT NOT NULL,
    "payload" TEXT,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextMs" BIGINT NOT NULL DEFAULT 0,
    "leaseOwner" TEXT,
    "leaseMs" BIGINT NOT NULL DEFAULT 0,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "messageId" TEXT,
    "lastCode" TEXT,
    "reason" TEXT,
    "createdMs" BIGINT NOT NULL,
    "sentMs" BIGINT
);

-- CreateTable
CREATE TABLE "SendSlot" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "sent" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "JobRun" (
    "job" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "startedAt" DATETIME NOT NULL,
    "doneAt" DATETIME,

    PRIMARY KEY ("job", "scope", "period")
);

-- CreateIndex
CREATE INDEX "Identity_userId_idx" ON "Identity"("userId");

-- CreateIndex
CREATE INDEX "UserRole_role_idx" ON "UserRole"("role");

-- CreateIndex
CREATE UNIQUE INDEX "Team_name_key" ON "Team"("name");

-- CreateIndex
CREATE INDEX "Team_managerId_idx" ON "Team"("managerId");

-- CreateIndex
CREATE INDEX "TeamMember_userId_idx" ON "TeamMember"("userId");

-- CreateIndex
CREATE INDEX "Chat_teamId_idx" ON "Chat"("teamId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_code_key" ON "Account"("code");

-- CreateIndex
CREATE INDEX "Account_ownerId_idx" ON "Account"("ownerId");

-- CreateIndex
CREATE INDEX "Account_core_idx" ON "Account"("core");

-- CreateIndex
CREATE INDEX "AccountTag_tag_idx" ON "AccountTag"("tag");

-- CreateIndex
CREATE INDEX "Contact_accountId_idx" ON "Contact"("accountId");

-- CreateIndex
CREATE INDEX "Contact_phone_idx" ON "Contact"("phone");

-- CreateIndex
CREATE INDEX "ContactRole_contactId_idx" ON "ContactRole"("contactId");

-- CreateIndex
CREATE INDEX "Participant_userId_subjectKind_idx" ON "Participant"("userId", "subjectKind");

-- CreateIndex
CREATE INDEX "Name_kind_subjectId_idx" ON "Name"("kind", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Pipeline_key_version_key" ON "Pipeline"("key", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Stage_pipelineId_key_key" ON "Stage"("pipelineId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Deal_code_key" ON "Deal"("code");

-- CreateIndex
CREATE INDEX "Deal_accountId_outcome_idx" ON "Deal"("accountId", "outcome");

-- CreateIndex
CREATE INDEX "Deal_ownerId_outcome_idx" ON "Deal"("ownerId", "outcome");

-- CreateIndex
CREATE INDEX "Deal_amountFen_idx" ON "Deal"("amountFen");

-- CreateIndex
CREATE INDEX "StageHistory_dealId_enteredAt_idx" ON "StageHistory"("dealId", "enteredAt");

-- CreateIndex
CREATE INDEX "Activity_accountId_onDate_idx" ON "Activity"("accountId", "onDate");

-- CreateIndex
CREATE INDEX "Activity_byUserId_onDate_idx" ON "Activity"("byUserId", "onDate");

-- CreateIndex
CREATE INDEX "Task_ownerId_doneAt_dueDate_idx" ON "Task"("ownerId", "doneAt", "dueDate");

-- CreateIndex
CREATE UNIQUE INDEX "Lead_code_key" ON "Lead"("code");

-- CreateIndex
CREATE INDEX "Lead_ownerId_state_idx" ON "Lead"("ownerId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Terms_dealId_version_key" ON "Terms"("dealId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "ApprovalRequest_code_key" ON "ApprovalRequest"("code");

-- CreateIndex
CREATE INDEX "ApprovalRequest_dealId_state_idx" ON "ApprovalRequest"("dealId", "state");

-- CreateIndex
CREATE INDEX "ApprovalStep_approverId_state_idx" ON "ApprovalStep"("approverId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "ApprovalStep_approvalId_approverId_key" ON "ApprovalStep"("approvalId", "approverId");

-- CreateIndex
CREATE UNIQUE INDEX "Contract_number_key" ON "Contract"("number");

-- CreateIndex
CREATE INDEX "Contract_accountId_signedDate_idx" ON "Contract"("accountId", "signedDate");

-- CreateIndex
CREATE INDEX "Contract_ownerId_signedDate_idx" ON "Contract"("ownerId", "signedDate");

-- CreateIndex
CREATE INDEX "Draft_userId_state_createdAt_idx" ON "Draft"("userId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "Audit_subjectKind_subjectId_at_idx" ON "Audit"("subjectKind", "subjectId", "at");

-- CreateIndex
CREATE INDEX "Audit_userId_at_idx" ON "Audit"("userId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Inbox_eventKey_key" ON "Inbox"("eventKey");

-- CreateIndex
CREATE UNIQUE INDEX "Inbox_messageKey_key" ON "Inbox"("messageKey");

-- CreateIndex
CREATE UNIQUE INDEX "Inbox_softKey_key" ON "Inbox"("softKey");

-- CreateIndex
CREATE INDEX "Inbox_state_personKey_id_idx" ON "Inbox"("state", "personKey", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_dedupeKey_key" ON "Outbox"("dedupeKey");

-- CreateIndex
CREATE INDEX "Outbox_state_nextMs_priority_idx" ON "Outbox"("state", "nextMs", "priority");

-- CreateIndex
CREATE INDEX "Outbox_targetId_state_id_idx" ON "Outbox"("targetId", "state", "id");

-- CreateIndex
CREATE INDEX "Outbox_messageId_idx" ON "Outbox"("messageId");

-- CreateIndex
CREATE INDEX "Outbox_draftId_idx" ON "Outbox"("draftId");
