package org.havenward.bench;

/**
 * {@code ./havenward bench roster [--students N] · intake [--calls N] · voice [--calls N] · queue [--students N] [--concerns N] [--requests N]
 * [--data DIR] · protocol [--steps N] · start [--times N]}.
 */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var which = arguments.length == 0 ? "" : arguments[0];
        var rest = Options.after(arguments);
        try {
            switch (which) {
                case "roster" -> Roster.run(new Options(rest, "students").number("students", 100_000));
                case "intake" -> Intake.run(new Options(rest, "calls").number("calls", 300));
                case "voice" -> VoiceIntake.run(new Options(rest, "calls").number("calls", 120));
                case "queue" -> Queue.run(new Options(rest, "students", "concerns", "requests", "data"));
                case "protocol" -> Steps.run(new Options(rest, "steps").number("steps", 200));
                case "start" -> Start.run(new Options(rest, "times").number("times", 5));
                default ->
                    throw new IllegalArgumentException("Which benchmark? roster, intake, voice, queue, protocol, or start");
            }
        } catch (IllegalArgumentException notUnderstood) {
            System.err.println(notUnderstood.getMessage());
            System.exit(2);
        }
    }
}
