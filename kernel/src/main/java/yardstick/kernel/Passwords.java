package yardstick.kernel;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passwords of shoppers and staff: Argon2id (RFC 9106) with the parameters kept in the hash, so that they can be raised later: an older hash is
 * replaced at the next sign-in. Each computation needs {@link #MEMORY_KIB}; only as many run at once as there are
 * processors, so that a flood of sign-ins cannot eat the heap.
 */
@ApplicationScoped
public class Passwords {

    public static final int MEMORY_KIB = 19_456;
    public static final int ITERATIONS = 3;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function CURRENT = Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, 1, 32, Argon2.ID);

    private final SecureRandom random = new SecureRandom();
    private final Semaphore permits =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
    private volatile @Nullable String decoy;

    /** With a salt of its own; about 100 characters that name algorithm and parameters. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return limited(() -> CURRENT.hash(bytes(password), salt).getResult());
    }

    /** @param stored null when there is no such account: takes the same time and is never true */
    public boolean matches(String password, @Nullable String stored) {
        String hash = stored == null ? decoy() : stored;
        boolean equal = limited(() -> Argon2Function.getInstanceFromHash(hash).check(bytes(password), bytes(hash)));
        return equal && stored != null;
    }

    /** Whether the hash was made with other parameters than those of today. */
    public boolean outdated(String stored) {
        return !CURRENT.equals(Argon2Function.getInstanceFromHash(stored));
    }

    private String decoy() {
        String current = decoy;
        if (current == null) {
            current = hash(Long.toHexString(random.nextLong()));
            decoy = current;
        }
        return current;
    }

    private <T> T limited(Supplier<T> computation) {
        permits.acquireUninterruptibly();
        try {
            return computation.get();
        } finally {
            permits.release();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
