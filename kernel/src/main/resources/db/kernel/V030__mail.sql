-- Mail on its way out. key makes writing it twice one mail. A sent mail keeps no text.
CREATE TABLE kernel.mail (
    key         text PRIMARY KEY CHECK (key <> ''),
    recipient   text,
    subject     text,
    body        text,
    tries       int         NOT NULL DEFAULT 0,
    next_try_at timestamptz          DEFAULT now(),
    sent_at     timestamptz,
    problem     text        NOT NULL DEFAULT '',
    written_at  timestamptz NOT NULL DEFAULT now(),
    CHECK (sent_at IS NULL OR next_try_at IS NULL),
    CHECK (next_try_at IS NULL OR (recipient IS NOT NULL AND subject IS NOT NULL AND body IS NOT NULL))
);
CREATE INDEX mail_due ON kernel.mail (next_try_at) WHERE next_try_at IS NOT NULL;
