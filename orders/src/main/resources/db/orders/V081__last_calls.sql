-- The last calls of a channel are found without the thousands before them.
CREATE INDEX channel_call_channel ON orders.channel_call (channel, id DESC);
