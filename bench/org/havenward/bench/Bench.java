package org.havenward.bench;

/** {@code ./havenward bench intake [calls] · queue [rows] · start [times]}; the roster has a command of its own. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        var which = arguments.length == 0 ? "" : arguments[0];
        int number = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        switch (which) {
            case "intake" -> Intake.run(number == 0 ? 500 : number);
            case "start" -> Start.run(number == 0 ? 5 : number);
            default -> {
                System.err.println("Which benchmark? roster, intake, or start");
                System.exit(2);
            }
        }
    }
}
