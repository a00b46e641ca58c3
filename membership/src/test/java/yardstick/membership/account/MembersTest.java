package yardstick.membership.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.Passwords;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.membership.Member;
import yardstick.membership.Spending;
import yardstick.membership.tier.TierLadder;
import yardstick.orders.CustomerId;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;

class MembersTest {

    private static final String PASSWORD = "correct horse";
    private static final TestDatabase DATABASE = TestDatabase.with("orders", "membership");

    private final FixedClock clock = new FixedClock("2026-03-01T10:00:00Z");
    private final Spending spending = new Spending(DATABASE);
    private final DefaultMembers members = members();

    private DefaultMembers members() {
        DATABASE.execute(handle -> handle.execute("TRUNCATE membership.account, membership.sign_in_try CASCADE"));
        DefaultMembers result = new DefaultMembers();
        result.accounts = new Accounts(DATABASE, spending.customers, clock);
        result.passwords = new Passwords();
        result.throttle = new SignInThrottle(DATABASE, clock);
        result.ladder = new TierLadder(DATABASE, Settings.of(Map.of()));
        result.orders = spending.orders;
        return result;
    }

    @Test
    void signsUpAndInWhateverTheCaseOfTheAddress() {
        Member joined = done(members.signUp(" Li.Na@Example.com ", PASSWORD, " Li Na ", Language.ZH));
        assertEquals("li.na@example.com", joined.email());
        assertEquals("Li Na", joined.name());
        assertEquals("bronze", joined.tier().code());
        assertEquals(joined, done(members.signIn("LI.NA@example.COM", PASSWORD)));
        assertEquals(joined, members.byId(joined.customer()).orElseThrow());
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertEquals("membership.email_invalid", signUp("nobody", PASSWORD, "N"));
        assertEquals("membership.email_invalid", signUp("a@b", PASSWORD, "N"));
        assertEquals("membership.password_short", signUp("a@b.cn", "1234567", "N"));
        assertEquals("membership.password_long", signUp("a@b.cn", "x".repeat(201), "N"));
        assertEquals("membership.name_missing", signUp("a@b.cn", PASSWORD, "  "));
        done(members.signUp("a@b.cn", PASSWORD, "N", Language.EN));
        assertEquals("membership.email_taken", signUp("A@B.cn", PASSWORD, "N"));
    }

    private String signUp(String email, String password, String name) {
        return refused(members.signUp(email, password, name, Language.EN)).code();
    }

    @Test
    void oneOfManySignUpsWithTheSameAddressWins() throws Exception {
        Callable<Outcome<Member>> signUp = () -> members.signUp("race@example.com", PASSWORD, "R", Language.EN);
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Outcome<Member>>> answers =
                    pool.invokeAll(IntStream.range(0, 8).mapToObj(_ -> signUp).toList());
            long won = 0;
            for (Future<Outcome<Member>> answer : answers) {
                won += answer.get() instanceof Outcome.Done ? 1 : 0;
            }
            assertEquals(1, won);
        }
    }

    @Test
    void knownAndUnknownAddressesGetTheSameAnswerInTheSameTime() {
        done(members.signUp("known@example.com", PASSWORD, "K", Language.EN));
        refused(members.signIn("warm@example.com", "x"));
        long known = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            known = Math.min(known, timed("known@example.com"));
            unknown = Math.min(unknown, timed("unknown@example.com"));
        }
        double ratio = (double) known / unknown;
        assertTrue(ratio > 0.5 && ratio < 2, "known " + known + " ns, unknown " + unknown + " ns");
    }

    private long timed(String email) {
        long start = System.nanoTime();
        assertEquals(Refusal.of("membership.sign_in_wrong"), refused(members.signIn(email, "wrong password")));
        return System.nanoTime() - start;
    }

    @Test
    void theEleventhTryIsRefusedEvenWithTheRightPassword() {
        done(members.signUp("slow@example.com", PASSWORD, "S", Language.EN));
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    "membership.sign_in_wrong",
                    refused(members.signIn("slow@example.com", "wrong")).code());
        }
        assertEquals(
                "membership.sign_in_too_many",
                refused(members.signIn("SLOW@example.com", PASSWORD)).code());
        clock.advance(Duration.ofMinutes(14));
        assertEquals(
                "membership.sign_in_too_many",
                refused(members.signIn("slow@example.com", PASSWORD)).code());
        clock.advance(Duration.ofMinutes(1));
        done(members.signIn("slow@example.com", PASSWORD));
    }

    @Test
    void successClearsTheCountAndUnknownAddressesAreCountedToo() {
        done(members.signUp("calm@example.com", PASSWORD, "C", Language.EN));
        for (int i = 0; i < 12; i++) {
            done(members.signIn("calm@example.com", PASSWORD));
        }
        for (int i = 0; i < 10; i++) {
            refused(members.signIn("nobody@example.com", "wrong"));
        }
        assertEquals(
                "membership.sign_in_too_many",
                refused(members.signIn("nobody@example.com", "x")).code());
    }

    @Test
    void changesThePassword() {
        Member member = done(members.signUp("new@example.com", PASSWORD, "N", Language.EN));
        CustomerId id = member.customer();
        assertEquals(
                "membership.password_wrong",
                refused(members.changePassword(id, "no", "battery staple")).code());
        assertEquals(
                "membership.password_short",
                refused(members.changePassword(id, PASSWORD, "short")).code());
        done(members.changePassword(id, PASSWORD, "battery staple"));
        refused(members.signIn("new@example.com", PASSWORD));
        done(members.signIn("new@example.com", "battery staple"));
    }

    @Test
    void anOlderHashIsReplacedAtTheNextSignIn() {
        Member member = done(members.signUp("old@example.com", PASSWORD, "O", Language.EN));
        String weak = Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID)
                .hash(PASSWORD)
                .getResult();
        members.accounts.setPassword(member.customer(), weak);
        done(members.signIn("old@example.com", PASSWORD));
        String stored = members.accounts.byId(member.customer()).orElseThrow().passwordHash();
        assertTrue(
                stored.startsWith("$argon2id$v=19$m=" + Passwords.MEMORY_KIB + ",t=" + Passwords.ITERATIONS), stored);
        assertFalse(members.passwords.outdated(stored));
    }

    @Test
    void tellsWhatIsMissingToTheNextTier() {
        Member member = done(members.signUp("rich@example.com", PASSWORD, "R", Language.EN));
        spending.set(member.customer(), 48_800);
        Member now = members.byId(member.customer()).orElseThrow();
        assertEquals(1_200, members.next(now).orElseThrow().missing().minor());
        assertEquals("silver", members.next(now).orElseThrow().tier().code());
    }

    private static Member done(Outcome<Member> outcome) {
        assertInstanceOf(Outcome.Done.class, outcome);
        return ((Outcome.Done<Member>) outcome).value();
    }

    private static Refusal refused(Outcome<Member> outcome) {
        return ((Outcome.Refused<Member>) outcome).refusal();
    }
}
