COMMENT ON COLUMN kernel.outbox.payload IS 'personal: facts name a customer or a browser; rows are gone once delivered';
COMMENT ON COLUMN kernel.mail.recipient IS 'personal: address of the mail';
COMMENT ON COLUMN kernel.mail.subject IS 'personal: may name the customer';
COMMENT ON COLUMN kernel.mail.body IS 'personal: text to the customer';
