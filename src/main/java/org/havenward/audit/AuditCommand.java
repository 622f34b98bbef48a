package org.havenward.audit;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.havenward.district.Districts;
import org.havenward.platform.CommandLineTool;
import org.havenward.platform.DistrictScope;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./havenward audit verify}. Exit code 0: all in order; 1: something was found. */
@Component
@Command(name = "audit", description = "The sealed log of who read and wrote what.", mixinStandardHelpOptions = true)
class AuditCommand implements CommandLineTool, Callable<Integer> {
    private static final int SHOWN = 1000;

    private final Districts districts;
    private final Verification verification;
    private final NotedHeads heads;
    private final SealingJob sealing;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    AuditCommand(Districts districts, Verification verification, NotedHeads heads, SealingJob sealing) {
        this.districts = districts;
        this.verification = verification;
        this.heads = heads;
        this.sealing = sealing;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    @Command(
            name = "verify",
            description = "Finds changed, removed, and inserted rows of the log, and says where.",
            mixinStandardHelpOptions = true)
    int verify() {
        var out = spec.commandLine().getOut();
        long findings = 0;
        for (var district : districts.all()) {
            findings += DistrictScope.call(district.id(), () -> verifyDistrict(district, out));
        }
        out.println(findings == 0 ? "The audit log is in order." : findings + " findings.");
        out.flush();
        return findings == 0 ? 0 : 1;
    }

    private long verifyDistrict(Districts.District district, PrintWriter out) {
        var shown = new int[1];
        var result = verification.verify(finding -> {
            if (shown[0]++ < SHOWN) {
                out.println(finding.inWords());
            }
        });
        if (result.findings() > SHOWN) {
            out.println("… and " + (result.findings() - SHOWN) + " more.");
        }
        out.printf(
                "%s: %d entries in %d seals, %d waiting for their seal, %d findings%n",
                district.name(), result.sealed(), result.seals(), result.waiting(), result.findings());
        out.flush();
        return result.findings();
    }

    @Command(
            name = "accept-restored",
            description =
                    "After a restored backup: puts the noted head of a district's log aside and notes the present one.",
            mixinStandardHelpOptions = true)
    int acceptRestored(@Option(names = "--district", required = true, paramLabel = "NAME") String name) {
        var district = districts.find(name).orElse(null);
        if (district == null) {
            spec.commandLine().getErr().println("There is no district \"" + name + "\".");
            return 2;
        }
        heads.setAside(district.id());
        DistrictScope.run(district.id(), () -> sealing.sealAll(district.id()));
        spec.commandLine().getOut().println("Noted. The earlier head is kept in audit-heads.json.");
        return 0;
    }
}
