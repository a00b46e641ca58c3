package yardstick.sandbox.fault;

import java.time.Duration;

/** A fault that happens now. */
public record Fault(Kind kind, Duration delay) {}
