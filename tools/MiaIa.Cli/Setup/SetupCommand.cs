using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Setup;

/// <summary><c>miaia setup</c>: puts the package to use on this PC, and takes that back.</summary>
internal static class SetupCommand
{
    public static Command Create()
    {
        var sierra = new Option<string>("--sierra")
        {
            Description = "Sierra Chart's folder, or its ACS_Source. Usually " + string.Join(" or ", SierraFolder.Usual) + ".",
            DefaultValueFactory = _ => "",
        };
        var package = new Option<string>("--package")
        {
            Description = "The unpacked package. Usually the folder above this program's.",
            DefaultValueFactory = _ => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!,
        };
        var folder = new Option<string>("--data")
        {
            Description = "Where journal, logs and tokens are to lie.",
            DefaultValueFactory = _ => AccessTokens.UsualFolder,
        };
        var undo = new Option<bool>("--undo") { Description = "Take back what an earlier setup has done; journals and logs stay." };
        var json = JsonOutput.CreateOption();
        var command = new Command("setup", "Put study, tokens and settings in their places, saying each step.")
        {
            sierra,
            package,
            folder,
            undo,
            json,
        };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            try
            {
                var own = Path.GetFullPath(parsed.GetValue(folder)!);
                var isUndone = parsed.GetValue(undo);
                var isJson = parsed.GetValue(json);
                var lines = isJson ? error : output;
                // What an undo takes back is known only before it does.
                var files = isUndone ? SetupRecord.Open(own).Files.ToArray() : [];
                if (isUndone)
                    new SetupUndo(own, lines).Run();
                else
                    new Installation(Path.GetFullPath(parsed.GetValue(package)!), own, lines).Run(parsed.GetValue(sierra)!);
                if (isJson)
                    output.WriteLine(Document(own, isUndone, isUndone ? files : SetupRecord.Open(own).Files));
                return ExitCodes.Ok;
            }
            catch (Exception e) when (e is SetupException or CredentialsException)
            {
                error.WriteLine(e.Message);
                return ExitCodes.BadSettings;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine($"{e.Message} What was done before stays; miaia setup --undo takes it back.");
                return ExitCodes.Fault;
            }
        });
        return command;
    }

    // Of each file whether it is there now, and whether it is as setup wrote it: a person's own stays as it is.
    private static string Document(string data, bool isUndone, IReadOnlyList<WrittenFile> files) =>
        JsonOutput.Of(
            new
            {
                Undone = isUndone,
                Data = data,
                Files = files.Select(file => new
                {
                    file.Path,
                    Exists = File.Exists(file.Path),
                    AsWritten = File.Exists(file.Path) && SetupRecord.Sum(File.ReadAllBytes(file.Path)) == file.Sha256,
                    file.Kept,
                }),
            }
        );
}
