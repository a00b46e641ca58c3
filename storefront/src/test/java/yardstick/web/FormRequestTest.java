package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parameters of forms, query first. */
class FormRequestTest {

    @Test
    void readsQueryAndBodyAndKeepsWhatCannotBeDecoded() {
        Map<String, String[]> parameters = FormRequest.parameters("a=1&b", "a=2&c=%E4%BD%A0+x&d=%zz&&=");
        assertEquals(Set.of("a", "b", "c", "d", ""), parameters.keySet());
        assertArrayEquals(new String[] {"1", "2"}, parameters.get("a"));
        assertArrayEquals(new String[] {""}, parameters.get("b"));
        assertArrayEquals(new String[] {"你 x"}, parameters.get("c"));
        assertArrayEquals(new String[] {"%zz"}, parameters.get("d"));
    }
}
