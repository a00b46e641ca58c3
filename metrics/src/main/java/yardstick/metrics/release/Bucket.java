package yardstick.metrics.release;

/**
 * Deterministic assignment: every node gives the same unit the same bucket of a release, and the buckets of different
 * releases are independent. FNV-1a over the text, finished by the 64-bit mixer of MurmurHash3 (A. Appleby), which
 * gives every input bit a say in every output bit.
 */
final class Bucket {

    static final int COUNT = 10_000;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Bucket() {}

    /** @return 0 to 9,999 */
    static int of(String releaseKey, String unit) {
        long hash = add(OFFSET, releaseKey);
        hash = add((hash ^ ':') * PRIME, unit);
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (int) Long.remainderUnsigned(hash, COUNT);
    }

    private static long add(long hash, String text) {
        long result = hash;
        for (int i = 0; i < text.length(); i++) {
            result = (result ^ text.charAt(i)) * PRIME;
        }
        return result;
    }
}
