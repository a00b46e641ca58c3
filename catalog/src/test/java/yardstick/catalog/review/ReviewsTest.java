package yardstick.catalog.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.Pictures;
import yardstick.catalog.ProductId;
import yardstick.catalog.Questions;
import yardstick.catalog.ReviewDesk;
import yardstick.catalog.ReviewDesk.Kind;
import yardstick.catalog.ReviewWritten;
import yardstick.catalog.Reviews;
import yardstick.catalog.Reviews.Choice;
import yardstick.catalog.Reviews.Draft;
import yardstick.catalog.Reviews.Keyword;
import yardstick.catalog.Reviews.Passage;
import yardstick.catalog.Reviews.Review;
import yardstick.catalog.Reviews.Sort;
import yardstick.catalog.Reviews.State;
import yardstick.catalog.Reviews.Writer;
import yardstick.catalog.feed.TestShop;
import yardstick.catalog.media.DefaultPictures;
import yardstick.catalog.media.Drawn;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.PersonalData.Person;

/** Reviews from writing to reading: who is believed, what is counted, what may be seen. */
class ReviewsTest {

    private static TestShop shop;
    private static Reviews reviews;
    private static Questions questions;
    private static ReviewDesk desk;
    private ProductId kettle = new ProductId(0);

    @BeforeAll
    static void open() {
        shop = new TestShop();
        reviews = new DefaultReviews(shop.database, shop.announcements, shop.clock, pictures());
        questions = new DefaultQuestions(shop.database, shop.clock);
        desk = new DefaultReviewDesk(shop.database, shop.clock);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void fill() {
        shop.clear();
        shop.load("sku,title,price\nK1,Steel kettle,129.00\nK2,Glass kettle,99.00\n");
        kettle = product("K1");
    }

    private static Pictures pictures() {
        return new DefaultPictures(shop.database, shop.settings);
    }

    private static ProductId product(String code) {
        return shop.database.read(handle -> handle.createQuery("SELECT product_id FROM catalog.sku WHERE code = :code")
                .bind("code", code)
                .map((row, context) -> new ProductId(row.getLong(1)))
                .one());
    }

    private static Writer buyer(long customer) {
        return new Writer(customer, null, "Reader " + customer, Language.EN, true);
    }

    private Outcome<State> write(long customer, int stars, String text) {
        return reviews.write(new Draft(kettle, stars, "", text, false), buyer(customer));
    }

    private Reviews.Page page(Choice choice) {
        return reviews.page(Language.EN, kettle, choice, 1);
    }

    private static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : outcome.toString();
    }

    @Test
    void aBuyerIsReadAtOnceAndEverybodyElseAfterSomebodyLooked() {
        int before = shop.announcements.of(ReviewWritten.class).size();
        assertEquals(Outcome.done(State.PUBLISHED), write(1, 5, "Boils fast and is very quiet."));
        Writer visitor = new Writer(2L, null, "Passer-by", Language.EN, false);
        assertEquals(
                Outcome.done(State.WAITING),
                reviews.write(new Draft(kettle, 1, "", "Never had it, hate it.", false), visitor));
        assertEquals(Outcome.done(State.WAITING), write(3, 5, "Cheaper at www.other-shop.example, look there"));
        assertEquals(Outcome.done(State.WAITING), write(4, 5, "好用，加微信 abc12345 返现"));
        assertEquals("catalog.review_once", code(write(1, 1, "Changed my mind completely.")));
        assertEquals("catalog.review_stars", code(write(5, 6, "Six stars of five.")));
        assertEquals("catalog.review_short", code(write(5, 5, " \u200b \n ok ")));
        assertEquals(
                "catalog.review_sign_in",
                code(reviews.write(
                        new Draft(kettle, 5, "", "Nobody wrote this.", false),
                        new Writer(null, null, "X", Language.EN, true))));
        assertEquals(1, page(Choice.ALL).summary().count());
        assertEquals(1, page(Choice.ALL).summary().verified());
        assertEquals(
                List.of("contact", "link", "not_bought"),
                desk.posts(Kind.REVIEW, State.WAITING, 0, 10).stream()
                        .map(ReviewDesk.Post::why)
                        .toList());
        assertEquals(before + 4, shop.announcements.of(ReviewWritten.class).size());
    }

    @Test
    void everyKeywordLeadsToAsManyReviewsAsItCountsAndToTheirClauses() {
        write(1, 5, "Very quiet. Arrived early, well packed.");
        write(2, 4, "It is so quiet, I love it. Only the lid feels flimsy.");
        write(3, 1, "So loud! Really noisy.");
        reviews.write(new Draft(kettle, 5, "", "很安静，声音小，就是有点贵。", false), new Writer(4L, null, "读者", Language.EN, true));
        assertEquals(
                1,
                page(Choice.ALL).reviews().stream()
                        .filter(review -> review.language() == Language.ZH)
                        .count(),
                "the text says in which language it is");
        List<Keyword> keywords = page(Choice.ALL).summary().keywords();
        Map<String, Long> english =
                keywords.stream().collect(Collectors.toMap(each -> each.aspect() + each.favourable(), Keyword::count));
        assertEquals(3L, english.get("noisetrue"));
        assertEquals(1L, english.get("noisefalse"));
        for (Keyword keyword : keywords) {
            Reviews.Page chosen = page(new Choice(keyword.aspect(), keyword.favourable(), 0, Sort.HELPFUL));
            assertEquals(keyword.count(), chosen.total(), keyword.label());
            for (Review review : chosen.reviews()) {
                assertTrue(review.text().stream().anyMatch(Passage::marked), keyword.label());
            }
        }
        Reviews.Page quiet = page(new Choice("noise", true, 4, Sort.HELPFUL));
        assertEquals(
                List.of(
                        new Passage("It is so quiet,", true),
                        new Passage(" I love it. Only the lid feels flimsy.", false)),
                quiet.reviews().getFirst().text());
        assertEquals(
                "静音",
                reviews.page(Language.ZH, kettle, Choice.ALL, 1).summary().keywords().stream()
                        .filter(each -> each.aspect().equals("noise") && each.favourable())
                        .findFirst()
                        .orElseThrow()
                        .label());
        assertEquals(
                4,
                page(new Choice("no-such-aspect", true, 0, Sort.HELPFUL)).total(),
                "an aspect nobody mentioned narrows nothing");
    }

    @Test
    void whatStaffRejectIsNotSeenCountedOrQuoted() {
        write(1, 1, "So noisy and loud.");
        write(2, 5, "Quiet enough for me.");
        long noisy = desk.posts(Kind.REVIEW, State.PUBLISHED, 0, 10).getLast().id();
        assertEquals(Outcome.done(true), desk.reject(Kind.REVIEW, noisy, "staff"));
        assertEquals("catalog.review_decided", code(desk.reject(Kind.REVIEW, noisy, "other")));
        Reviews.Page page = page(Choice.ALL);
        assertEquals(500, page.summary().hundredths());
        assertFalse(page.summary().keywords().stream().anyMatch(each -> !each.favourable()));
        assertEquals(Outcome.done(true), desk.publish(Kind.REVIEW, noisy, "staff"));
        assertEquals(300, page(Choice.ALL).summary().hundredths());
        assertEquals(Outcome.done(true), desk.reply(noisy, "  We are sorry. ", "staff"));
        assertEquals(
                "We are sorry.",
                page(new Choice("", true, 1, Sort.WORST)).reviews().getFirst().reply());
        assertEquals("{PUBLISHED=2}", String.valueOf(desk.counts().get(Kind.REVIEW)));
    }

    @Test
    void aCustomerFindsAReviewHelpfulOnceAndNotTheOwnOne() {
        write(1, 5, "Boils fast, very quiet.");
        long review = page(Choice.ALL).reviews().getFirst().id();
        assertEquals(Outcome.done(1), reviews.helpful(review, 7));
        assertEquals(Outcome.done(2), reviews.helpful(review, 8));
        assertEquals(Outcome.done(1), reviews.helpful(review, 7));
        assertEquals("catalog.review_no_vote", code(reviews.helpful(review, 1)));
        assertEquals("catalog.review_no_vote", code(reviews.helpful(review + 99, 7)));
        assertEquals(1, page(Choice.ALL).reviews().getFirst().helpful());
    }

    @Test
    void buyersAndTheShopAnswerQuestions() {
        Writer curious = new Writer(9L, null, "Curious", Language.EN, false);
        assertEquals(Outcome.done(State.PUBLISHED), questions.ask(kettle, "Does it whistle?", curious));
        assertEquals(Outcome.done(State.WAITING), questions.ask(kettle, "Call me: +86 139 0000 0000 ok?", curious));
        long asked = questions.of(kettle, 10).getFirst().id();
        assertEquals("catalog.question_buyers", code(questions.answer(asked, "I guess so", curious)));
        assertEquals(Outcome.done(State.PUBLISHED), questions.answer(asked, "Mine does.", buyer(3)));
        assertEquals(Outcome.done(true), desk.answer(asked, "It whistles at 96 degrees.", "staff"));
        List<Questions.Answer> answers = questions.of(kettle, 10).getFirst().answers();
        assertEquals(
                List.of(true, false),
                answers.stream().map(Questions.Answer::staff).toList());
        assertTrue(answers.getLast().verified());
        long waiting =
                desk.posts(Kind.QUESTION, State.WAITING, 0, 10).getFirst().id();
        assertEquals(Outcome.done(true), desk.answer(waiting, "We never call.", "staff"));
        assertEquals(2, questions.of(kettle, 10).size(), "an answer publishes its question");
        assertEquals(2, page(Choice.ALL).summary().questions());
    }

    @Test
    void whoIsForgottenLeavesNothingBehind() {
        write(1, 5, "Boils fast, very quiet.");
        write(2, 4, "Good enough for tea.");
        long first = desk.posts(Kind.REVIEW, State.PUBLISHED, 0, 10).getLast().id();
        reviews.helpful(first, 2);
        questions.ask(kettle, "Is it heavy?", buyer(2));
        ReviewPerson person = new ReviewPerson(shop.database, pictures());
        Person second = new Person(null, 2L);
        assertEquals(
                Map.of("catalog.review", 1L, "catalog.review_vote", 1L, "catalog.question", 1L), person.held(second));
        assertEquals(3, person.copy(second).size());
        person.erase(second);
        person.erase(second);
        assertEquals(Map.of(), person.held(second));
        assertEquals(0, page(Choice.ALL).reviews().getFirst().helpful());
        assertEquals(1, page(Choice.ALL).summary().count());
    }

    @Test
    void aRewardIsToldAndAGuestIsKnownByTheOrder() {
        Writer guest = new Writer(null, 77L, "Guest", Language.EN, true);
        Draft draft = new Draft(kettle, 5, "Fine", "Got a voucher for this text.", true);
        assertEquals(Outcome.done(State.PUBLISHED), reviews.write(draft, guest));
        assertEquals("catalog.review_once", code(reviews.write(draft, guest)));
        assertTrue(page(Choice.ALL).reviews().getFirst().rewarded());
        assertEquals(1, page(Choice.ALL).summary().rewarded());
        assertEquals(1, reviews.skus(kettle).size());
    }

    @Test
    void picturesAreDrawnAnewSeenByStaffFirstAndGoWithTheirWriter() {
        byte[] photo = Drawn.picture("jpg", 900, 600);
        List<byte[]> both = List.of(photo, Drawn.picture("png", 30, 40));
        Outcome<State> sent =
                reviews.write(new Draft(kettle, 5, "", "Boils fast, see for yourself.", false, both), buyer(5));
        assertEquals(Outcome.done(State.WAITING), sent, "a buyer without pictures is published at once");
        ReviewDesk.Post waiting = desk.posts(Kind.REVIEW, State.WAITING, 0, 10).getFirst();
        assertEquals("pictures", waiting.why());
        assertEquals(2, waiting.pictures().size());
        assertEquals(List.of(), page(Choice.ALL).reviews());
        assertEquals(Outcome.done(true), desk.publish(Kind.REVIEW, waiting.id(), "staff"));
        assertEquals(waiting.pictures(), page(Choice.ALL).reviews().getFirst().pictures());
        String digest = waiting.pictures().getFirst().replaceAll(".*/|\\..*", "");
        assertTrue(pictures().file(digest, 320).isPresent());
        ReviewPerson person = new ReviewPerson(shop.database, pictures());
        Person writer = new Person(null, 5L);
        assertEquals(2L, person.held(writer).get("catalog.review_picture"));
        person.erase(writer);
        assertEquals(0, shop.count("catalog.review_picture"));
        assertTrue(pictures().file(digest, 320).isEmpty(), "the file is gone, too");
    }

    @Test
    void whatIsNoPictureOrTooManyIsRefusedAndLeavesNothing() {
        byte[] script = "<svg onload=alert(1)>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] photo = Drawn.picture("png", 31, 41);
        String digest = ((Outcome.Done<String>) pictures().keep(photo)).value().replaceAll(".*/|\\..*", "");
        for (List<byte[]> files : List.of(
                List.of(photo, script),
                List.of(photo, photo, photo, photo, photo),
                List.of(new byte[ReviewPictures.LARGEST + 1]))) {
            String refused = code(reviews.write(new Draft(kettle, 4, "", "Looks like this.", false, files), buyer(6)));
            assertEquals(files.size() == 2 ? "catalog.picture_refused" : "catalog.review_pictures", refused);
        }
        assertEquals(0, shop.count("catalog.review"));
        assertTrue(pictures().file(digest, 320).isEmpty(), "what was kept for a refused review is removed");
        write(7, 5, "Boils fast, very quiet.");
        assertEquals(
                "catalog.review_once",
                code(reviews.write(
                        new Draft(kettle, 4, "", "Once more, with a photo.", false, List.of(photo)), buyer(7))));
        assertTrue(pictures().file(digest, 320).isEmpty());
    }
}
