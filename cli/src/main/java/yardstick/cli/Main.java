package yardstick.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import yardstick.cli.launch.UsageFailure;

/** Entry of {@code ./yardstick}. Exit codes: 0 done, 1 the answer is no, 2 something to mend (one line says what). */
@Command(
        name = "yardstick",
        mixinStandardHelpOptions = true,
        version = "Yardstick 1.0",
        description = "A storefront in which every release is measured.",
        subcommands = {
            RunCommand.class,
            StopCommand.class,
            StatusCommand.class,
            ImportCommand.class,
            PanelCommand.class,
            AuditCommand.class,
            DrillCommand.class,
            AnalyzeCommand.class,
            EvaluateCommand.class,
            FuzzCommand.class,
            ExtractCommand.class,
            SimulateCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setParameterExceptionHandler(Main::badArguments);
        commandLine.setExecutionExceptionHandler(Main::failed);
        System.exit(commandLine.execute(arguments));
    }

    private static int badArguments(ParameterException failure, String[] arguments) {
        System.err.println("yardstick: " + failure.getMessage() + " Try: ./yardstick "
                + failure.getCommandLine().getCommandName() + " --help");
        return 2;
    }

    private static int failed(Exception failure, CommandLine commandLine, CommandLine.ParseResult result) {
        String message = failure instanceof UsageFailure
                ? failure.getMessage()
                : "unexpected " + failure.getClass().getSimpleName() + ": " + failure.getMessage();
        System.err.println("yardstick: " + message);
        if (System.getenv("YARDSTICK_DEBUG") != null) {
            failure.printStackTrace();
        }
        return 2;
    }
}
