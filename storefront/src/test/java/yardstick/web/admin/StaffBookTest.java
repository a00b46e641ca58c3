package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Outcome;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.web.Role;
import yardstick.web.Sessions;
import yardstick.web.Staff;

class StaffBookTest {

    private final FixedClock clock = new FixedClock("2026-03-01T10:00:00Z");
    private final TestDatabase database = TestDatabase.with("storefront");
    private final Entrance entrance = new Entrance(database, clock);
    private final StaffBook book = new StaffBook(database, clock, new Sessions(database, clock), entrance);
    private final Staff owner = entrance.use(entrance.open().token()).orElseThrow();

    private StaffBook.Invited invite(String name, Role role) {
        if (book.invite(owner, name, "", role) instanceof Outcome.Done<StaffBook.Invited>(StaffBook.Invited done)) {
            return done;
        }
        throw new AssertionError("refused");
    }

    private static String refusal(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : "done";
    }

    @Test
    void invitationLetsInOnceWithItsRole() {
        StaffBook.Invited invited = invite("desk", Role.SUPPORT);
        Staff desk = entrance.use(invited.link().token()).orElseThrow();
        assertEquals(Role.SUPPORT, desk.role());
        assertEquals("desk", desk.username());
        assertTrue(entrance.use(invited.link().token()).isEmpty());
        assertEquals("admin.staff.taken", refusal(book.invite(owner, "DESK", "", Role.SUPPORT)));
        assertEquals("admin.staff.bad_username", refusal(book.invite(owner, "a b", "", Role.SUPPORT)));
    }

    @Test
    void nobodyGrantsOrTakesWhatTheyDoNotHold() {
        Staff desk = entrance.use(invite("desk", Role.SUPPORT).link().token()).orElseThrow();
        long till = invite("till", Role.FINANCE).account().id();
        assertEquals("admin.staff.not_yours", refusal(book.invite(desk, "x1", "", Role.OWNER)));
        assertEquals("admin.staff.not_yours", refusal(book.invite(desk, "x2", "", Role.FINANCE)));
        assertEquals("admin.staff.not_yours", refusal(book.assign(desk, till, Role.SUPPORT)));
        assertEquals("admin.staff.not_yours", refusal(book.disable(desk, owner.id())));
        assertEquals("admin.staff.not_yours", refusal(book.link(desk, owner.id())), "a link is a way in");
        assertEquals("admin.staff.yourself", refusal(book.assign(owner, owner.id(), Role.SUPPORT)));
    }

    @Test
    void disablingEndsLinksAndSignIns() {
        StaffBook.Invited invited = invite("desk", Role.SUPPORT);
        assertEquals("done", refusal(book.disable(owner, invited.account().id())));
        assertFalse(entrance.good(invited.link().token()));
        assertEquals(
                "admin.staff.disabled",
                refusal(book.link(owner, invited.account().id())));
        assertEquals("done", refusal(book.enable(owner, invited.account().id())));
    }

    @Test
    void twoOwnersCannotRemoveEachOtherAtOnce() throws Exception {
        Staff second = entrance.use(invite("second", Role.OWNER).link().token()).orElseThrow();
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                boolean first = i % 2 == 0;
                running.add(threads.submit(() -> {
                    gate.await();
                    return refusal(first ? book.disable(owner, second.id()) : book.disable(second, owner.id()));
                }));
            }
            gate.countDown();
            for (Future<String> each : running) {
                each.get();
            }
        }
        long active = book.all().stream()
                .filter(account -> account.role() == Role.OWNER && account.active())
                .count();
        assertEquals(1, active);
    }

    @Test
    void trailOnlyGrows() {
        AuditTrail trail = new AuditTrail(database, clock);
        trail.record(owner, new AuditTrail.Request("POST", "/admin/staff/invite", 303, "r1"));
        assertEquals("owner", trail.latest(10).getFirst().username());
        assertThrows(
                RuntimeException.class,
                () -> database.execute(handle -> handle.execute("DELETE FROM storefront.staff_action")));
    }

    @Test
    void savedViewsArePersonalUnlessShared() {
        SavedViews views = new SavedViews(database);
        Staff desk = entrance.use(invite("desk", Role.SUPPORT).link().token()).orElseThrow();
        views.save(owner, "mine", "q=a", false);
        views.save(owner, "ours", "q=b", true);
        views.save(owner, "ours", "q=c", true);
        assertEquals(
                List.of("ours"),
                views.of(desk).stream().map(SavedViews.Saved::name).toList());
        assertEquals("q=c", views.of(desk).getFirst().query());
        views.delete(desk, views.of(desk).getFirst().id());
        assertEquals(2, views.of(owner).size(), "only the owner of a view deletes it");
    }
}
