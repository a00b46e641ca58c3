COMMENT ON COLUMN kernel.mail.recipient IS 'personal: address of the mail; emptied when it is sent or its reader is forgotten';
COMMENT ON COLUMN kernel.job.message IS 'not personal: progress and problems of a job';
COMMENT ON COLUMN kernel.task_lease.name IS 'not personal: of a task';
