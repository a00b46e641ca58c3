CREATE TABLE metrics.channel_cost (
    day        date   NOT NULL,
    channel    text   NOT NULL,
    campaign   text   NOT NULL,
    currency   text   NOT NULL CHECK (length(currency) = 3),
    cost_minor bigint NOT NULL CHECK (cost_minor >= 0),
    entered_by text   NOT NULL,
    PRIMARY KEY (day, channel, campaign, currency)
);
COMMENT ON TABLE metrics.channel_cost IS 'what advertising cost, by day, channel and campaign; entered by staff';
