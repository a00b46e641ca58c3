package yardstick.catalog.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PinyinTest {

    @Test
    void wordsAreFoundAsTyped() {
        List<String> terms = List.of(Pinyin.terms("龙井绿茶 250 克").split(" "));
        assertTrue(terms.contains("longjing"), terms::toString);
        assertTrue(terms.contains("lvcha"), terms::toString);
        assertTrue(terms.contains("lucha"), terms::toString);
        assertTrue(terms.contains("ljlc"), terms::toString);
        assertTrue(terms.stream().noneMatch(term -> term.equals("cha")), "a syllable alone would match half the shop");
    }

    @Test
    void withoutChineseThereIsNothing() {
        assertEquals("", Pinyin.terms("Green tea"));
    }
}
