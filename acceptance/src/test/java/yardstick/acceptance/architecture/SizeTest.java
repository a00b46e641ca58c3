package yardstick.acceptance.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A file over 300 code lines, a method over 40 or more than 4 parameters fails the build. Code lines are neither blank
 * nor comment; the components of a record are not
 * parameters, and an overriding method takes the parameters it is given.
 */
class SizeTest {

    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_METHOD = 40;
    private static final int MOST_PARAMETERS = 4;

    @Test
    void filesMethodsAndSignaturesStaySmall() throws IOException {
        List<Path> files = Sources.main();
        assertTrue(files.size() > 200, () -> "only " + files.size() + " source files were seen");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> tooLarge = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                measure(unit, positions, tooLarge);
            }
        }
        assertEquals(List.of(), tooLarge);
    }

    private static void measure(CompilationUnitTree unit, SourcePositions positions, List<String> tooLarge)
            throws IOException {
        String text = unit.getSourceFile().getCharContent(true).toString();
        String name = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        int lines = codeLines(text);
        if (lines > LONGEST_FILE) {
            tooLarge.add(name + ": " + lines + " code lines");
        }
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            private boolean inRecord;

            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
                boolean outer = inRecord;
                inRecord = type.getKind() == com.sun.source.tree.Tree.Kind.RECORD;
                super.visitClass(type, unused);
                inRecord = outer;
                return null;
            }

            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
                boolean canonical = inRecord && method.getName().contentEquals("<init>");
                boolean given = method.getModifiers().getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getAnnotationType().toString().equals("Override"));
                if (method.getParameters().size() > MOST_PARAMETERS && !canonical && !given) {
                    tooLarge.add(name + "." + method.getName() + ": "
                            + method.getParameters().size() + " parameters");
                }
                if (method.getBody() != null) {
                    int from = (int) positions.getStartPosition(unit, method.getBody());
                    int to = (int) positions.getEndPosition(unit, method.getBody());
                    int length = from < 0 || to < 0 ? 0 : codeLines(text.substring(from, to)) - 2;
                    if (length > LONGEST_METHOD) {
                        tooLarge.add(name + "." + method.getName() + ": " + length + " lines");
                    }
                }
                return super.visitMethod(method, unused);
            }
        }.scan(unit, null);
    }

    private static int codeLines(String text) {
        int count = 0;
        boolean comment = false;
        for (String line : text.lines().map(String::strip).toList()) {
            if (comment) {
                comment = !line.contains("*/");
            } else if (line.startsWith("/*")) {
                comment = !line.contains("*/");
            } else if (!line.isEmpty() && !line.startsWith("//")) {
                count++;
            }
        }
        return count;
    }
}
