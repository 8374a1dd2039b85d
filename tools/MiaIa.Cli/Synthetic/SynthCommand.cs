using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Hosting;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Synthetic;

/// <summary><c>miaia synth</c>: writes a made-up session to a folder.</summary>
internal static class SynthCommand
{
    public static Command Create()
    {
        var seed = Arguments.Number("--seed", "Names the session; the same seed gives the same bytes.", 7UL, 0UL, ulong.MaxValue);
        var minutes = Arguments.Number(
            "--minutes",
            "Length of the session.",
            SyntheticSession.MinutesOfTheStory,
            1,
            SyntheticSession.MinutesMax
        );
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for the two files; made when missing.", Required = true };
        var json = JsonOutput.CreateOption();
        var command = new Command("synth", "Write a made-up session, labelled SYNTHETIC, as .scid and .depth.")
        {
            seed,
            minutes,
            folder,
            json,
        };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                var target = parsed.GetValue(folder)!;
                target.Create();
                var files = SyntheticSession.Write(target.FullName, parsed.GetValue(seed), parsed.GetValue(minutes));
                if (parsed.GetValue(json))
                {
                    output.WriteLine(JsonOutput.Of(files));
                    return ExitCodes.Ok;
                }

                output.WriteLine(
                    $"{files.ScidPath}: {files.TradeRecords} records, {files.Trades} trades, {files.BuyLots} lots at the ask, {files.SellLots} at the bid"
                );
                output.WriteLine($"{files.DepthPath}: {files.DepthBatches} batches");
                return ExitCodes.Ok;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine($"The session cannot be written: {e.Message}");
                return ExitCodes.Fault;
            }
        });
        return command;
    }
}
