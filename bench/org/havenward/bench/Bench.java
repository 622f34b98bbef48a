package org.havenward.bench;

/** {@code ./havenward bench roster [--students N] · intake [calls] · start [times]}. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var which = arguments.length == 0 ? "" : arguments[0];
        // The number may have its name before it, as in --students 100000.
        int number = arguments.length > 1 ? Integer.parseInt(arguments[arguments.length - 1].replaceAll("\\D", "")) : 0;
        switch (which) {
            case "roster" -> Roster.run(number == 0 ? 100_000 : number);
            case "intake" -> Intake.run(number == 0 ? 500 : number);
            case "start" -> Start.run(number == 0 ? 5 : number);
            default -> {
                System.err.println("Which benchmark? roster, intake, or start");
                System.exit(2);
            }
        }
    }
}
