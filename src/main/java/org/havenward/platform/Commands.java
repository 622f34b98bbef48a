package org.havenward.platform;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The command line: {@code serve}, {@code demo}, {@code version}, and every {@link CommandLineTool} of the rooms. */
@Command(
        name = "havenward",
        description =
                "A school district's system to prevent child trafficking, respond to it, and stay until recovery.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "--data DIR (default data) says where the built-in database and its keys are; it goes with every command.",
            "Settings are HAVENWARD_* variables: see docs/running.md."
        },
        subcommands = {Commands.Serve.class, Commands.Demo.class, Commands.Version.class, CommandLine.HelpCommand.class
        })
public final class Commands implements AutoCloseable {
    /** What {@link #run} returns where a server was started, which goes on in threads of its own. */
    public static final int GOES_ON = -1;

    /** Finding the tools takes a look at every class, for which a start that needs none of them doesn't wait. */
    private static final Set<String> WITHOUT_TOOLS = Set.of("serve", "demo", "version");

    private final Class<?> application;
    private @Nullable ConfigurableApplicationContext context;

    private Commands(Class<?> application) {
        this.application = application;
    }

    /** Runs one command; returns its exit code, or {@link #GOES_ON}. */
    public static int run(Class<?> application, String... arguments) {
        try (var commands = new Commands(application)) {
            var rest = commands.takeSettings(arguments);
            var line = new CommandLine(commands, commands.factory());
            group(line, "key").addSubcommand("new", new KeyNewCommand());
            if (rest.isEmpty() || !WITHOUT_TOOLS.contains(rest.getFirst())) {
                commands.addTools(line, rest.isEmpty() ? "" : rest.getFirst());
            }
            line.setExecutionExceptionHandler((problem, at, parsed) -> {
                var cause = startupProblem(problem);
                if (cause == null) {
                    throw problem;
                }
                at.getErr().println("Havenward: " + cause.getMessage());
                return 1;
            });
            if (rest.isEmpty()) {
                line.usage(line.getOut());
                return 2;
            }
            return line.execute(rest.toArray(String[]::new));
        } catch (RuntimeException problem) {
            var cause = startupProblem(problem);
            if (cause == null) {
                throw problem;
            }
            new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8)
                    .println("Havenward: " + cause.getMessage());
            return 1;
        }
    }

    private static @Nullable StartupException startupProblem(@Nullable Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupException startup) {
                return startup;
            }
        }
        return null;
    }

    /** The settings that must be known before any bean is made. */
    private List<String> takeSettings(String... arguments) {
        var rest = new ArrayList<String>();
        for (var at = 0; at < arguments.length; at++) {
            var argument = arguments[at];
            if (argument.equals("--data") && at + 1 < arguments.length) {
                System.setProperty("havenward.data", arguments[++at]);
            } else if (argument.startsWith("--data=")) {
                System.setProperty("havenward.data", argument.substring("--data=".length()));
            } else {
                rest.add(argument);
            }
        }
        return rest;
    }

    /** Tools are beans; making one opens the house, and so only those of the word that was given are made. */
    private void addTools(CommandLine line, String given) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(CommandLineTool.class));
        scanner.findCandidateComponents(application.getPackageName()).stream()
                .map(BeanDefinition::getBeanClassName)
                .map(Commands::type)
                .filter(type -> type.isAnnotationPresent(Command.class))
                .sorted(Comparator.comparing(
                        type -> type.getAnnotation(Command.class).name()))
                .forEach(type -> add(line, type, given));
    }

    private static Class<?> type(@Nullable String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void add(CommandLine line, Class<?> type, String given) {
        var command = type.getAnnotation(Command.class);
        var words = command.name().split(" ");
        var parent = line;
        for (var word : Arrays.asList(words).subList(0, words.length - 1)) {
            parent = group(parent, word);
        }
        var last = words[words.length - 1];
        if (given.equals(words[0])) {
            parent.addSubcommand(last, new CommandLine(type, factory()));
            return;
        }
        var mention = CommandSpec.create().name(last);
        mention.usageMessage().description(command.description());
        parent.addSubcommand(last, mention);
    }

    private static CommandLine group(CommandLine parent, String word) {
        var known = parent.getSubcommands().get(word);
        if (known != null) {
            return known;
        }
        var group = new CommandLine(CommandSpec.create().name(word));
        parent.addSubcommand(word, group);
        return group;
    }

    /** Makes commands; those of the rooms are beans, for which the house is opened, without its pages. */
    private CommandLine.IFactory factory() {
        var ordinary = CommandLine.defaultFactory();
        return new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type.isInstance(Commands.this)) {
                    return type.cast(Commands.this);
                }
                if (CommandLineTool.WithoutHouse.class.isAssignableFrom(type)) {
                    return ordinary.create(type);
                }
                if (CommandLineTool.class.isAssignableFrom(type)) {
                    return house().getBean(type);
                }
                if (type.getEnclosingClass() == Commands.class) {
                    return made(type);
                }
                if (!type.getName().startsWith("org.havenward.")) {
                    return ordinary.create(type);
                }
                return house().getAutowireCapableBeanFactory().createBean(type);
            }
        };
    }

    private <K> K made(Class<K> type) {
        if (type == Serve.class) {
            return type.cast(new Serve(application));
        }
        if (type == Demo.class) {
            return type.cast(new Demo(application));
        }
        return type.cast(new Version());
    }

    private ConfigurableApplicationContext house() {
        var open = context;
        if (open == null) {
            var house = new SpringApplication(application);
            house.setWebApplicationType(WebApplicationType.NONE);
            house.setLogStartupInfo(false);
            house.addInitializers(new WithoutPages());
            open = house.run();
            context = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }

    /** Runs the pages and the API until it is stopped. */
    @Command(
            name = "serve",
            description = "Runs Havenward. Settings are HAVENWARD_* variables.",
            mixinStandardHelpOptions = true)
    static class Serve implements java.util.concurrent.Callable<Integer> {
        private final Class<?> application;

        @CommandLine.Option(
                names = "--port",
                paramLabel = "PORT",
                description = "Where to listen (default: HAVENWARD_PORT, or 8080).")
        private @Nullable Integer port;

        @CommandLine.Option(
                names = "--address",
                paramLabel = "ADDRESS",
                description = "On which address to listen (default: all).")
        private @Nullable String address;

        Serve(Class<?> application) {
            this.application = application;
        }

        @Override
        public Integer call() {
            if (port != null) {
                System.setProperty("server.port", port.toString());
            }
            if (address != null) {
                System.setProperty("server.address", address);
            }
            new SpringApplication(application).run();
            return GOES_ON;
        }
    }

    /** The same with the fictional district, which a runner of its own brings in where there is none yet. */
    @Command(
            name = "demo",
            description = "Runs Havenward with a fictional district and a school year of life in it.",
            mixinStandardHelpOptions = true)
    static final class Demo extends Serve {
        Demo(Class<?> application) {
            super(application);
        }

        @Override
        public Integer call() {
            System.setProperty("havenward.demo", "true");
            return super.call();
        }
    }

    @Command(name = "version", description = "Prints the version.", mixinStandardHelpOptions = true)
    static final class Version implements Runnable {
        @CommandLine.Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public void run() {
            var version = Commands.class.getPackage().getImplementationVersion();
            spec.commandLine()
                    .getOut()
                    .println("Havenward " + (version == null ? "(built from source)" : version) + ", Java "
                            + Runtime.version());
        }
    }
}
