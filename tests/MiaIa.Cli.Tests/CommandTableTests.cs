using System.CommandLine;
using System.Reflection;
using MiaIa.Cli.Programs;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests;

/// <summary>docs/operations/commands.md says which commands there are, which speak JSON, and what an exit code means.</summary>
public sealed class CommandTableTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(BuiltHere.RootAbove(AppContext.BaseDirectory), "docs", "operations", "commands.md"))
            .Where(line => line.StartsWith('|') && !line.StartsWith("|--", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Test]
    public void Every_exit_code_is_in_the_table_by_its_name_and_no_other()
    {
        var told = Rows.Where(row => row.Length == 3 && row[0] != "code").Select(row => $"{row[1]} {row[0]}");
        var known = typeof(ExitCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => $"{field.Name} {field.GetRawConstantValue()}");
        Assert.That(told, Is.EqualTo(known));
    }

    [Test]
    public void Every_command_is_in_the_table_and_no_other_with_whether_it_speaks_JSON()
    {
        var told = Commands().Select(row => $"{row[0].Trim('`')} {row[2]}");
        var known = Acting(CommandLine.Root(), "")
            .Select(one =>
                $"{one.Name} {(one.Command.Options.Any(o => o.Name == "--json" && o.ValueType == typeof(bool)) ? "yes" : "no")}"
            );
        Assert.That(told, Is.EquivalentTo(known).And.All.EndsWith(" yes"), "--json everywhere");
    }

    [Test]
    public void A_row_names_only_codes_that_there_are_and_neither_0_nor_2_again()
    {
        foreach (var row in Commands())
        {
            var codes = row[3].Split("; ").Select(part => part[..1]).ToArray();
            Assert.That(codes, Is.SubsetOf(["1", "3", "4"]), row[0]);
            Assert.That(codes, Is.Ordered.And.Unique, row[0]);
        }
    }

    private static IEnumerable<string[]> Commands() => Rows.Where(row => row.Length == 4 && row[0] != "command");

    // One that does something itself, and may have others below it.
    private static IEnumerable<(string Name, Command Command)> Acting(Command command, string above) =>
        command
            .Subcommands.SelectMany(below => Acting(below, $"{above} {below.Name}"))
            .Concat(command.Action is null ? [] : [(above.TrimStart(), command)]);
}
