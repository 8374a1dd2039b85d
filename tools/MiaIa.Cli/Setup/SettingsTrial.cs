using MiaIa.Cli.Programs;
using MiaIa.Hosting;

namespace MiaIa.Cli.Setup;

/// <summary>Shows engine and bridge of the package the settings that they will find after setup, before anything is written.</summary>
internal static class SettingsTrial
{
    private const int LineCharactersMax = 1_000;

    /// <summary>Asks the programs; a package that lacks one has nobody to ask.</summary>
    /// <param name="package">The unpacked package.</param>
    /// <param name="plans">What setup is to do about each settings file.</param>
    /// <param name="cancellation">Gives the asking up.</param>
    /// <returns>A line for each program that could not be asked.</returns>
    /// <exception cref="SetupException">A program would not start with its settings.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(
        string package,
        IEnumerable<SettingsPlan> plans,
        CancellationToken cancellation
    )
    {
        var unasked = new List<string>();
        foreach (var plan in plans)
        {
            if (PackageProgram.In(package, plan.Part) is not { Length: > 0 } path)
                continue;
            try
            {
                if (await AskAsync(new ProductProgram(plan.Part, path, []), plan, cancellation) is { AreValid: false } refused)
                    throw Refusal(plan, refused.EachProblem);
            }
            catch (ProgramException fault)
            {
                unasked.Add($"settings of the {plan.Part} could not be checked: {fault.Message}");
            }
        }

        return unasked;
    }

    private static async Task<ProgramSettings> AskAsync(ProductProgram program, SettingsPlan plan, CancellationToken cancellation)
    {
        if (plan.Content is not { } content)
            return await ProgramSettings.AskAsync(program, cancellation, plan.Path);
        // Only its owner can look into it.
        var folder = Directory.CreateTempSubdirectory("miaia-setup-");
        try
        {
            var draft = Path.Combine(folder.FullName, Path.GetFileName(plan.Path));
            await File.WriteAllBytesAsync(draft, content, cancellation);
            return await ProgramSettings.AskAsync(program, cancellation, draft);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SetupException Refusal(SettingsPlan plan, IEnumerable<string> problems) =>
        new(
            string.Join(
                Environment.NewLine,
                [
                    $"{PrintableText.From(plan.Source, LineCharactersMax)} holds what the {plan.Part} of this package does not take:",
                    .. problems.Select(problem => $"  {PrintableText.From(problem, LineCharactersMax)}"),
                    "Correct it there, then again; take out a key that is no longer known. Nothing was changed.",
                ]
            )
        );
}
