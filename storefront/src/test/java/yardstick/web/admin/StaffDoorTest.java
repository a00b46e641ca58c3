package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Outcome;
import yardstick.kernel.Passwords;
import yardstick.kernel.Refusal;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.web.Sessions;

class StaffDoorTest {

    private static final String PASSWORD = "correct horse 电池";

    private final FixedClock clock = new FixedClock("2026-03-01T10:00:00Z");
    private final TestDatabase database = TestDatabase.with("storefront");
    private final StaffDoor door = new StaffDoor(database, clock, new Sessions(database, clock), new Passwords());
    private long owner;

    @BeforeEach
    void setPassword() {
        Entrance entrance = new Entrance(database, clock);
        owner = entrance.use(entrance.open().token()).orElseThrow().id();
        door.setPassword(owner, PASSWORD);
    }

    private String stored() {
        return database.read(handle -> handle.createQuery("SELECT password_hash FROM storefront.staff WHERE id = :id")
                .bind("id", owner)
                .mapTo(String.class)
                .one());
    }

    private String refusal(String name, String password) {
        return door.signIn(name, password) instanceof Outcome.Refused<Long>(Refusal refusal) ? refusal.code() : "";
    }

    @Test
    void rightPasswordOpens() {
        assertEquals(Outcome.done(owner), door.signIn(" Owner ", PASSWORD));
        assertEquals("admin.sign_in.wrong", refusal("owner", "wrong password"));
        assertEquals("admin.sign_in.wrong", refusal("nobody", PASSWORD));
    }

    @Test
    void anOlderHashIsReplacedAtTheNextSignIn() {
        String old = Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID)
                .hash(PASSWORD)
                .getResult();
        database.execute(
                handle -> handle.execute("UPDATE storefront.staff SET password_hash = ? WHERE id = ?", old, owner));
        assertEquals("admin.sign_in.wrong", refusal("owner", "wrong password"));
        assertEquals(old, stored());
        assertEquals(Outcome.done(owner), door.signIn("owner", PASSWORD));
        assertFalse(new Passwords().outdated(stored()));
        assertEquals(Outcome.done(owner), door.signIn("owner", PASSWORD));
    }

    @Test
    void fiveWrongTriesCloseTheDoorForAWhile() {
        for (int i = 0; i < 5; i++) {
            assertEquals("admin.sign_in.wrong", refusal("owner", "wrong password"));
        }
        assertEquals("admin.sign_in.too_many", refusal("owner", PASSWORD));
        clock.advance(Duration.ofMinutes(16));
        assertInstanceOf(Outcome.Done.class, door.signIn("owner", PASSWORD));
    }

    @Test
    void weakPasswordsAreRefused() {
        assertNotNull(StaffDoor.weakness("short", "short"));
        assertNotNull(StaffDoor.weakness(PASSWORD, PASSWORD + "x"));
        assertNull(StaffDoor.weakness(PASSWORD, PASSWORD));
    }
}
