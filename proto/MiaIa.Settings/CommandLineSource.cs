namespace MiaIa.Settings;

/// <summary>Reads <c>--Key=value</c> and <c>--Key:SubKey=value</c>; nothing else is taken.</summary>
internal static class CommandLineSource
{
    public const string Name = "the command line";

    /// <returns>True when help was asked for.</returns>
    public static bool Read(IReadOnlyList<string> arguments, GivenTree given, List<SettingProblem> problems)
    {
        var helpRequested = false;
        foreach (var argument in arguments)
        {
            if (argument is "--help" or "-h" or "-?" or "/?")
            {
                helpRequested = true;
                continue;
            }

            // The value is kept out of the messages of this file: the key is not known yet, so it may be a secret.
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var key = (equals < 0 ? argument : argument[..equals]).TrimStart('-');
            var path = key.Split(':');
            if (!argument.StartsWith("--", StringComparison.Ordinal))
                problems.Add(new SettingProblem(key, null, Name, "not a setting; write --Key=value"));
            else if (equals < 0)
                problems.Add(new SettingProblem(key, null, Name, $"has no value; write --{SettingProblem.Printable(key)}=value"));
            else if (path.Any(part => part.Length == 0))
                problems.Add(new SettingProblem(key, null, Name, "not a key; write --Key=value or --Key:SubKey=value"));
            else if (!given.TryAdd(path, new GivenValue(Origin.CommandLine, Name, argument[(equals + 1)..])))
                problems.Add(new SettingProblem(key, null, Name, "the key is given twice"));
        }

        return helpRequested;
    }
}
