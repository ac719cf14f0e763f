-- CreateTable
CREATE TABLE "CardTicket" (
    "platform" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "fromTap" BOOLEAN NOT NULL,

    CONSTRAINT "CardTicket_pkey" PRIMARY KEY ("platform","messageId")
);
