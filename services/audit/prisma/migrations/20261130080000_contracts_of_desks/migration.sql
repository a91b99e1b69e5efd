-- A contract belongs to the desk that imported it. Those of before belong to none until a desk imports them again.
ALTER TABLE "contracts" ADD COLUMN "deskId" TEXT;
