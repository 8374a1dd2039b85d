using System.CommandLine;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests;

/// <summary>An empty value, as of a variable that was never set, given to every option of every command.</summary>
public sealed class EmptyValueTests
{
    private static IEnumerable<TestCaseData> Options() =>
        Below(CommandLine.Root(), [])
            .SelectMany(one => one.Command.Options.Where(TakesValue).Select(option => (one.Path, option.Name)))
            .Select(one => new TestCaseData(one.Path, one.Name).SetArgDisplayNames([.. one.Path, one.Name]));

    [Test]
    public void There_are_options_to_try() => Assert.That(Options().Count(), Is.GreaterThan(80));

    [TestCaseSource(nameof(Options))]
    public async Task Is_refused_in_a_sentence_with_exit_code_2(string[] command, string option)
    {
        foreach (
            var value in (string[][])
                [
                    [option, ""],
                    [option, " "],
                    [option + "="],
                ]
        )
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            var exitCode = await CommandLine.RunAsync([.. command, .. value], output, error);
            Assert.That((exitCode, output.ToString()), Is.EqualTo((ExitCodes.BadSettings, "")));
            Assert.That(
                error.ToString().Split(Environment.NewLine),
                Has.Some.EqualTo($"{option} = '': a value is needed").And.None.Contain("   at ")
            );
        }
    }

    [TestCase("journal", "verify")]
    [TestCase("setup", "--sierra", "x")]
    public async Task Is_refused_as_an_argument_too(params string[] command)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.That(await CommandLine.RunAsync([.. command, ""], output, error), Is.EqualTo(ExitCodes.BadSettings));
        Assert.That((output.ToString(), error.ToString()), Is.EqualTo(("", error.ToString())));
        Assert.That(error.ToString(), Does.Not.Contain("   at "));
    }

    private static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option is not { Name: "--help" or "--version" };

    private static IEnumerable<(string[] Path, Command Command)> Below(Command command, string[] path) =>
        command.Subcommands.SelectMany(below => Below(below, [.. path, below.Name])).Append((path, command));
}
