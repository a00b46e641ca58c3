package yardstick.acceptance.seeded;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A module with one changed class and those who use it, in a class loader of its own; the built classes stay as they are. */
final class Mutant {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Mutant() {}

    /** Runs the test that must see the bug, against the module with the bug. */
    static TestExecutionSummary runWith(SeededBug bug) throws Exception {
        return run(bug, List.of(classes(bug)));
    }

    /** What the compiler makes of the module's sources with the bug, as far as they differ. */
    static Path classes(SeededBug bug) throws IOException {
        Path classes = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mutant");
        Path source = source(bug);
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mutant-source");
        List<Path> sources = users(bug, source);
        sources.add(Files.writeString(folder.resolve(source.getFileName()), changed(bug)));
        compile(sources, bug, classes);
        return classes;
    }

    /** Runs the same test against the module as it is. */
    static TestExecutionSummary runWithout(SeededBug bug) throws Exception {
        return run(bug, List.of());
    }

    /** The source of the test that must see it. */
    static Path test(SeededBug bug) {
        String name = bug.caughtBy().substring(0, bug.caughtBy().indexOf('#')).replace('.', '/');
        return ROOT.resolve(testsOf(bug)).resolve("src/test/java").resolve(name + ".java");
    }

    /** The source with the bug. */
    static String changed(SeededBug bug) throws IOException {
        Path source = source(bug);
        String text = Files.readString(source);
        for (SeededBug.Change change : bug.changes()) {
            Matcher matcher = place(change).matcher(text);
            if (matcher.results().count() != 1) {
                throw new IllegalStateException(bug + ": not once in " + source + ": " + change.from());
            }
            text = matcher.reset().replaceFirst(Matcher.quoteReplacement(change.to()));
        }
        return text;
    }

    private static Pattern place(SeededBug.Change change) {
        return Pattern.compile(Stream.of(change.from().strip().split("\\s+"))
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+")));
    }

    /** The one file, of the given name or of any, in which the place stands. */
    private static Path source(SeededBug bug) throws IOException {
        Pattern place = place(bug.changes().getFirst());
        List<Path> found = new ArrayList<>();
        for (Path file : sources(bug)) {
            if (file.toString().endsWith(bug.file())
                    && place.matcher(Files.readString(file)).find()) {
                found.add(file);
            }
        }
        if (found.size() != 1) {
            throw new IllegalStateException(bug + ": its place is in " + found);
        }
        return found.getFirst();
    }

    /** Those who speak of the class: a constant of it is a copy in them. */
    private static List<Path> users(SeededBug bug, Path source) throws IOException {
        String name = source.getFileName().toString().replace(".java", "");
        Pattern word = Pattern.compile("\\b" + name + "\\b");
        List<Path> users = new ArrayList<>();
        for (Path file : sources(bug)) {
            if (!file.equals(source) && word.matcher(Files.readString(file)).find()) {
                users.add(file);
            }
        }
        return users;
    }

    private static List<Path> sources(SeededBug bug) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(bug.module()).resolve("src/main/java"))) {
            return files.filter(each -> each.toString().endsWith(".java")).toList();
        }
    }

    private static void compile(List<Path> sources, SeededBug bug, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = ROOT.resolve(bug.module()).resolve("target/classes") + ":"
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", path),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IllegalStateException(bug + " does not compile");
            }
        }
    }

    private static TestExecutionSummary run(SeededBug bug, List<Path> first) throws Exception {
        List<URL> path = new ArrayList<>();
        for (Path folder : first) {
            path.add(url(folder));
        }
        path.add(url(ROOT.resolve(bug.module()).resolve("target/classes")));
        path.add(url(ROOT.resolve(testsOf(bug)).resolve("target/test-classes")));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (ModuleLoader loader = new ModuleLoader(path, before, bug)) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> test =
                    loader.loadClass(bug.caughtBy().substring(0, bug.caughtBy().indexOf('#')));
            Method method = Stream.of(test.getDeclaredMethods())
                    .filter(each -> each.getName().equals(bug.method()))
                    .findFirst()
                    .orElseThrow();
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectMethod(test, method))
                    .build();
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create().execute(request, listener);
            return listener.getSummary();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static String testsOf(SeededBug bug) {
        return bug.caughtBy().startsWith("yardstick.testkit.") ? "testkit" : bug.module();
    }

    private static URL url(Path folder) throws MalformedURLException {
        return folder.toUri().toURL();
    }

    /** Takes the classes of the module and of its tests from the given folders, all others from outside. */
    private static final class ModuleLoader extends URLClassLoader {

        private final List<String> own;

        ModuleLoader(List<URL> path, ClassLoader parent, SeededBug bug) {
            super(path.toArray(URL[]::new), parent);
            this.own = bug.module().equals("kernel")
                    ? List.of(
                            "yardstick.kernel.Money",
                            "yardstick.kernel.runtime.OutboxDelivery",
                            "yardstick.testkit.OutboxTest")
                    : List.of("yardstick." + bug.module() + ".");
        }

        /** Migrations and texts are there once. */
        @Override
        public @Nullable URL getResource(String name) {
            return getParent().getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return getParent().getResources(name);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null && own.stream().anyMatch(name::startsWith)) {
                    loaded = findClass(name);
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }
    }
}
