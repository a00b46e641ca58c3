package yardstick.kernel;

/**
 * A switch that shopper-visible behaviour sits behind.
 *
 * @param key for example {@code cart-bought-together}
 * @param fallback variant served when no release of this key exists or it is stopped
 */
public record Flag(String key, String fallback) {}
