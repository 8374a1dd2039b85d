using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MiaIa.Cli.Parsing;

/// <summary>Options with a range, told in one way everywhere.</summary>
internal static class Arguments
{
    /// <summary>A number with a default and a range.</summary>
    public static Option<T> Number<T>(string name, string doc, T initial, T low, T high)
        where T : struct, IComparable<T>, IFormattable, IParsable<T>
    {
        var range = $"{Text(low)} to {Text(high)}";
        return new Option<T>(name)
        {
            Description = $"{doc} ({range})",
            DefaultValueFactory = _ => initial,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (
                    T.TryParse(text, CultureInfo.InvariantCulture, out var value)
                    && value.CompareTo(low) >= 0
                    && value.CompareTo(high) <= 0
                )
                {
                    return value;
                }

                result.AddError($"{name} = '{text}': allowed: {range}");
                return initial;
            },
        };
    }

    /// <summary>A file that must be there.</summary>
    public static Option<FileInfo?> ExistingFile(string name, string doc)
    {
        var option = new Option<FileInfo?>(name) { Description = doc };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<FileInfo?>() is { Exists: false } file)
                result.AddError($"{name} = {file.FullName}: there is no such file");
        });
        return option;
    }

    /// <summary>
    /// Adds a rule about several arguments together. It is asked before each of them is looked at, and one that is wrong by itself has no value: that
    /// one is told then, and nothing else.
    /// </summary>
    public static void AddRule(this Command command, Action<CommandResult> rule) =>
        command.Validators.Add(result =>
        {
            try
            {
                rule(result);
            }
            catch (InvalidOperationException)
            {
                // A value was asked for that cannot be had: its own error follows.
            }
        });

    private static string Text<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
