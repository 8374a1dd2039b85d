using System.CommandLine;
using System.CommandLine.Parsing;
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
            Description =
                $"Sierra Chart's folder, or its ACS_Source. Usually the last one, at first {string.Join(" or ", SierraFolder.Usual)}.",
            DefaultValueFactory = _ => "",
        };
        var package = new Option<string>("--package")
        {
            Description = "The unpacked package. Usually the folder above this program's.",
            DefaultValueFactory = _ => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!,
        };
        var folder = new Option<string>("--data")
        {
            Description = $"Where journal and logs are to lie. Usually where they lie already, at first {AccessTokens.UsualFolder}.",
            DefaultValueFactory = _ => "",
        };
        // Study and commands look in the usual place only, so that nobody but a test has a reason to name another.
        var user = new Option<string>("--user-folder") { Hidden = true, DefaultValueFactory = _ => AccessTokens.UsualFolder };
        var undo = new Option<bool>("--undo")
        {
            Description = "Take back all that setup has done for this user; journals, logs and tokens stay.",
        };
        var json = JsonOutput.CreateOption();
        var command = new Command("setup", "Put study, tokens and settings in their places, saying each step.")
        {
            sierra,
            package,
            folder,
            user,
            undo,
            json,
        };
        command.Validators.Add(result => RefusePartialUndo(result, undo, sierra, folder));
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                var (own, isUndone, isJson) = (Path.GetFullPath(parsed.GetValue(user)!), parsed.GetValue(undo), parsed.GetValue(json));
                var lines = isJson ? error : output;
                var (from, to) = (Path.GetFullPath(parsed.GetValue(package)!), FullOrEmpty(parsed.GetValue(folder)!));
                return await GuardedAsync(
                    error,
                    async () =>
                    {
                        // What an undo takes back is known only before it does.
                        var before = SetupRecord.Open(own);
                        if (isUndone)
                            new SetupUndo(from, own, lines).Run();
                        else
                            await new Installation(from, own, to, lines).RunAsync(parsed.GetValue(sierra)!, cancellation);
                        if (isJson)
                            await output.WriteLineAsync(Document(isUndone, isUndone ? before : SetupRecord.Open(own)));
                    }
                );
            }
        );
        return command;
    }

    private static void RefusePartialUndo(CommandResult result, Option<bool> undo, params Option[] idle)
    {
        if (!result.GetValue(undo))
            return;
        foreach (var given in idle.Where(one => result.GetResult(one) is { Implicit: false }))
            result.AddError($"--undo takes back all that setup has done for this user: leave out {given.Name}");
    }

    private static async Task<int> GuardedAsync(TextWriter error, Func<Task> work)
    {
        try
        {
            await work();
            return ExitCodes.Ok;
        }
        catch (Exception e) when (e is SetupException or CredentialsException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCodes.BadSettings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{e.Message.TrimEnd('.')}. What was done before stays; miaia setup --undo takes it back.");
            return ExitCodes.Fault;
        }
    }

    private static string FullOrEmpty(string folder) => folder.Length > 0 ? Path.GetFullPath(folder) : "";

    // Of each file whether it is there now, and whether it is as setup wrote it: a person's own stays as it is.
    private static string Document(bool isUndone, SetupRecord record) =>
        JsonOutput.Of(
            new
            {
                Undone = isUndone,
                Data = record.Folder,
                Files = record.Files.Select(file => new
                {
                    file.Path,
                    Exists = File.Exists(file.Path),
                    AsWritten = File.Exists(file.Path) && SetupRecord.Sum(File.ReadAllBytes(file.Path)) == file.Sha256,
                    file.Kept,
                }),
            }
        );
}
