package org.hustings.demo.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A program to run as a child: `role` and `id` as in endpoints.json, `name` as `ps -o args` shows it.
public record Program(
        String role, String id, String name, List<String> command, Map<String, String> environment, Path log) {

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// One of our own programs, on the Java and the class path of this very process.
    public static Program ofJava(
            String role,
            String id,
            String name,
            List<String> flags,
            String mainClass,
            List<String> arguments,
            Path log) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        return new Program(role, id, name, command, Map.of(), log);
    }

    public Program with(Map<String, String> variables) {
        return new Program(role, id, name, command, variables, log);
    }

    /// The command behind three wrappers that each become the next, so that the pid stays the program's own:
    /// a session of its own, so that Ctrl-C reaches the demo alone, which then ends its children in order;
    /// a TERM when the demo dies without a word (prctl(2), PR_SET_PDEATHSIG); and the name.
    List<String> wrapped() {
        var words = new ArrayList<>(
                List.of("setsid", "setpriv", "--pdeathsig", "TERM", "--", "bash", "-c", "exec -a \"$0\" \"$@\"", name));
        words.addAll(command);
        return words;
    }
}
