package org.havenward.office;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.havenward.access.Accounts;
import org.havenward.access.Accounts.ObstacleException;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.CommandLineTool;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./havenward user add|role|reset|list|suspend}: accounts from the command line, the first one above all. Who may
 * run it holds the machine. Exit code 0: done; 1: not possible; 2: not understood.
 */
@Component
@Command(name = "user", description = "People who may sign in, and their roles.", mixinStandardHelpOptions = true)
class UserCommand implements CommandLineTool, Callable<Integer> {
    private static final int PAGE = 500;

    private final Districts districts;
    private final Directory directory;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    UserCommand(Districts districts, Directory directory, Accounts accounts, TransactionTemplate transaction) {
        this.districts = districts;
        this.directory = directory;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    @Command(
            name = "add",
            description =
                    "Adds someone and prints a password for the first sign-in; makes the district where it is new.",
            mixinStandardHelpOptions = true)
    int add(
            @Option(names = "--district", required = true, paramLabel = "NAME") String district,
            @Option(names = "--state", defaultValue = "AZ", description = "of a new district: ${DEFAULT-VALUE}")
                    String state,
            @Option(
                            names = "--zone",
                            defaultValue = "America/Phoenix",
                            description = "time zone of a new district: ${DEFAULT-VALUE}")
                    String zone,
            @Option(names = "--email", required = true) String email,
            @Option(names = "--name", required = true, description = "given and family name") String name,
            @Option(names = "--title", defaultValue = "Staff", description = "what they do: ${DEFAULT-VALUE}")
                    String title,
            @Option(names = "--role", description = "such as system-administrator") @Nullable String role,
            @Option(names = "--school", description = "for a role at a school") @Nullable String school) {
        var found = districts.find(district).orElseGet(() -> districts.create(district, state, zone));
        return in(found, chosen -> {
            var at = school(school);
            var roleAt = role == null ? null : roleAt(role, at);
            var words = name.strip().split("\\s+");
            var given = words.length == 1 ? "" : String.join(" ", List.of(words).subList(0, words.length - 1));
            var staff = known(name)
                    .orElseGet(() -> directory.addStaff(
                            given,
                            words[words.length - 1],
                            title,
                            Stream.ofNullable(at).toList()));
            accounts.create(null, staff, email);
            if (roleAt != null && roleAt.role() != Role.STAFF_MEMBER) {
                accounts.give(null, staff, roleAt, null, null);
            }
            return say(email, accounts.firstPassword(null, staff));
        });
    }

    @Command(name = "role", description = "Gives or takes a role.", mixinStandardHelpOptions = true)
    int role(
            @Option(names = "--district", required = true, paramLabel = "NAME") String district,
            @Option(names = "--email", required = true) String email,
            @Option(names = "--role", required = true, description = "such as designated-counselor") String role,
            @Option(names = "--school", description = "for a role at a school") @Nullable String school,
            @Option(names = "--take", description = "takes the role away") boolean take) {
        return in(existing(district), found -> {
            var staff = account(email);
            var roleAt = roleAt(role, school(school));
            if (!take) {
                accounts.give(null, staff, roleAt, null, null);
                return done(email + " now is " + words(roleAt.role()) + ".");
            }
            var held = accounts.find(null, staff).map(Accounts.Account::roles).orElse(List.of()).stream()
                    .filter(one -> one.role().equals(roleAt))
                    .findFirst()
                    .orElseThrow(() -> new NotPossible(email + " does not hold that role."));
            accounts.take(null, staff, held.id());
            return done(email + " no longer is " + words(roleAt.role()) + ".");
        });
    }

    @Command(
            name = "reset",
            description = "Prints a new password for one sign-in, in which it is replaced; ends all sessions.",
            mixinStandardHelpOptions = true)
    int reset(
            @Option(names = "--district", required = true, paramLabel = "NAME") String district,
            @Option(names = "--email", required = true) String email,
            @Option(names = "--second-factor", description = "takes a lost second factor off as well")
                    boolean secondFactor) {
        return in(existing(district), found -> {
            var staff = account(email);
            if (secondFactor) {
                accounts.resetSecondFactor(null, staff);
            }
            return say(email, accounts.firstPassword(null, staff));
        });
    }

    @Command(
            name = "suspend",
            description = "Shuts someone out, or lets them in again.",
            mixinStandardHelpOptions = true)
    int suspend(
            @Option(names = "--district", required = true, paramLabel = "NAME") String district,
            @Option(names = "--email", required = true) String email,
            @Option(names = "--end", description = "lets them sign in again") boolean end) {
        return in(existing(district), found -> {
            var staff = account(email);
            if (end) {
                accounts.restore(null, staff);
                return done(email + " may sign in again.");
            }
            accounts.suspend(null, staff);
            return done(email + " is suspended; all their sessions have ended.");
        });
    }

    @Command(name = "list", description = "Lists accounts with their roles.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--district", required = true, paramLabel = "NAME") String district) {
        return in(existing(district), found -> {
            var count = 0;
            for (var page = accounts.page(null, null, PAGE);
                    !page.isEmpty();
                    page = accounts.page(null, page.getLast().staff(), PAGE)) {
                list(page);
                count += page.size();
            }
            return done(count + " accounts.");
        });
    }

    private void list(List<Accounts.Account> accountsOfPage) {
        var members = directory.staff(
                accountsOfPage.stream().map(Accounts.Account::staff).toList());
        for (var account : accountsOfPage) {
            var member = members.get(account.staff());
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%-40s %-28s %s%s%n",
                            account.email(),
                            member == null ? "" : member.name(),
                            String.join(
                                    ", ",
                                    account.roles().stream()
                                            .map(one -> words(one.role().role()))
                                            .toList()),
                            account.suspended() ? " (suspended)" : "");
        }
    }

    /** Thrown where a command can't be done; its message is for the person at the keyboard. */
    private static final class NotPossible extends RuntimeException {
        private NotPossible(String message) {
            super(message);
        }
    }

    private Optional<Districts.District> existing(String name) {
        return districts.find(name);
    }

    private int in(Optional<Districts.District> district, Function<Districts.District, Integer> work) {
        if (district.isEmpty()) {
            return refuse("There is no such district. Make it with: user add --district NAME …");
        }
        return in(district.get(), work);
    }

    private int in(Districts.District district, Function<Districts.District, Integer> work) {
        try {
            var code = DistrictScope.call(district.id(), () -> transaction.execute(status -> work.apply(district)));
            return code == null ? 1 : code;
        } catch (ObstacleException obstacle) {
            return refuse("Not possible: "
                    + obstacle.obstacle().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
        } catch (NotPossible notPossible) {
            return refuse(String.valueOf(notPossible.getMessage()));
        }
    }

    private StaffId account(String email) {
        return accounts.byEmail(email).orElseThrow(() -> new NotPossible("There is no account for " + email + "."));
    }

    /** Someone of the roster with exactly this name, where there is one. */
    private Optional<StaffId> known(String name) {
        var schools = directory.schools().stream().map(School::id).toList();
        if (schools.isEmpty()) {
            return Optional.empty();
        }
        var same = directory.findStaff(name, schools, 10).stream()
                .filter(member -> member.name().equalsIgnoreCase(name.strip()))
                .toList();
        return same.size() == 1 ? Optional.of(same.getFirst()).map(StaffMember::id) : Optional.empty();
    }

    private @Nullable SchoolId school(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return directory.schools().stream()
                .filter(school -> school.name().equalsIgnoreCase(name.strip())
                        || school.id().value().toString().equals(name.strip()))
                .map(School::id)
                .findFirst()
                .orElseThrow(() -> new NotPossible("There is no school \"" + name + "\"."));
    }

    private static RoleAt roleAt(String name, @Nullable SchoolId school) {
        var wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Stream.of(Role.values())
                .filter(role -> role.name().equals(wanted))
                .findFirst()
                .map(role -> new RoleAt(role, school))
                .orElseThrow(() -> new NotPossible("There is no role \"" + name + "\". Roles: "
                        + String.join(
                                ", ",
                                Stream.of(Role.values())
                                        .map(UserCommand::hyphened)
                                        .toList())));
    }

    private static String hyphened(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String words(Role role) {
        return role.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private int say(String email, String password) {
        var out = spec.commandLine().getOut();
        out.println("E-mail:              " + email);
        out.println("One-time password:   " + password);
        out.println("It opens the first sign-in only, within 7 days; they choose their own there.");
        out.flush();
        return 0;
    }

    private int done(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private int refuse(String text) {
        spec.commandLine().getErr().println(text);
        spec.commandLine().getErr().flush();
        return 1;
    }
}
