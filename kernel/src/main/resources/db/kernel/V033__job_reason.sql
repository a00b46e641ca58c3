-- Why a job failed, for every language: the code of a text and the names and values of its arguments, one after the other.
ALTER TABLE kernel.job ADD COLUMN reason text, ADD COLUMN reason_arguments text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN kernel.job.reason IS 'not personal: the code of a text';
COMMENT ON COLUMN kernel.job.reason_arguments IS 'not personal: columns and numbers of a file';
