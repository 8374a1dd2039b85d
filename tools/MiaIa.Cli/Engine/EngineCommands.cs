using System.CommandLine;
using Grpc.Core;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>The commands that speak to a running engine: state, halt, resume, flatten, page, watch, stop.</summary>
internal static class EngineCommands
{
    public static IEnumerable<Command> Create() => [.. OfState(), .. OfPage(), OfStop()];

    private static IEnumerable<Command> OfState()
    {
        yield return Create(
            "state",
            "Show what the engine holds.",
            AccessRole.Watch,
            null,
            async (engine, _, output, _) =>
            {
                foreach (var line in StateText.Lines(await engine.GetStateAsync()))
                    await output.WriteLineAsync(line);
                return ExitCodes.Ok;
            }
        );
        yield return Create(
            "halt",
            "No new signal until resume.",
            AccessRole.Operate,
            "Why; kept on the disk.",
            async (engine, reason, output, _) => await SayAsync(await engine.HaltAsync(reason), output, ExitCodes.Ok)
        );
        yield return Create(
            "resume",
            "Signals again. Exit code 1 when it stays halted.",
            AccessRole.Operate,
            null,
            async (engine, _, output, _) =>
            {
                var reply = await engine.ResumeAsync();
                return await SayAsync(reply, output, EngineAnswers.ExitCodeOfResume(reply));
            }
        );
        yield return Create(
            "flatten",
            "Halt, and ask every study to cancel and close.",
            AccessRole.Operate,
            "Why; kept on the disk.",
            async (engine, reason, output, _) => await SayAsync(await engine.FlattenAsync(reason), output, ExitCodes.Ok)
        );
        yield return Create(
            "watch",
            "Show every signal event until Ctrl-C.",
            AccessRole.Watch,
            null,
            async (engine, _, output, cancellation) =>
            {
                await foreach (var signal in engine.WatchSignalsAsync(cancellation))
                {
                    await output.WriteLineAsync(StateText.Line(signal));
                    foreach (var line in ExplanationText.Lines(signal))
                        await output.WriteLineAsync("    " + line);
                }

                return ExitCodes.Ok;
            }
        );
    }

    private static IEnumerable<Command> OfPage()
    {
        yield return Create(
            "page",
            "Print a link that lets one browser in, to look and to halt, resume and flatten.",
            AccessRole.Operate,
            null,
            (engine, _, output, _) => InviteAsync(engine, watchOnly: false, output)
        );
        yield return Create(
            "page-to-watch",
            "Print a link that lets one browser in, to look only.",
            AccessRole.Operate,
            null,
            (engine, _, output, _) => InviteAsync(engine, watchOnly: true, output)
        );
    }

    private static Command OfStop() =>
        Create(
            "stop",
            "End the engine's program in order. It halts, cancels and closes nothing: what is open stays with its stop and target in Sierra. "
                + "A bridge that has seen the engine starts no other before it is started anew itself. "
                + "Exit code 1 when there is no engine, or it has not ended in time.",
            AccessRole.Operate,
            null,
            (engine, _, output, cancellation) => StoppedEngine.StopAsync(engine, output, cancellation)
        );

    private static Command Create(
        string name,
        string doc,
        AccessRole role,
        string? reasonDoc,
        Func<EngineConnection, string, TextWriter, CancellationToken, Task<int>> act
    )
    {
        var (address, credentials) = (AddressOption(), CredentialsOption());
        var command = new Command(name, doc) { address, credentials };
        var reason = reasonDoc is null ? null : new Option<string>("--reason") { Description = reasonDoc, Required = true };
        if (reason is not null)
            command.Options.Add(reason);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                try
                {
                    var token = AccessTokens.Open(parsed.GetValue(credentials)!, role);
                    using var engine = new EngineConnection(parsed.GetValue(address)!, token);
                    var text = reason is null ? "" : parsed.GetValue(reason)!;
                    return await act(engine, text, parsed.InvocationConfiguration.Output, cancellation);
                }
                catch (Exception e)
                    when (cancellation.IsCancellationRequested
                        && e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled }
                    )
                {
                    return ExitCodes.Ok;
                }
                catch (CredentialsException e)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
                    return ExitCodes.BadSettings;
                }
                catch (RpcException e)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(EngineAnswers.WhyNot(parsed.GetValue(address)!, e));
                    return ExitCodes.Fault;
                }
            }
        );
        return command;
    }

    private static async Task<int> InviteAsync(EngineConnection engine, bool watchOnly, TextWriter output)
    {
        var invitation = await engine.InviteAsync(watchOnly);
        await output.WriteLineAsync(invitation.Address);
        await output.WriteLineAsync($"Open it in a browser of this machine within {invitation.Seconds} s. It is good once.");
        return ExitCodes.Ok;
    }

    private static async Task<int> SayAsync(SwitchReply reply, TextWriter output, int exitCode)
    {
        await output.WriteLineAsync(EngineAnswers.Text(reply));
        return exitCode;
    }

    private static Option<Uri> AddressOption() =>
        new("--address")
        {
            Description = "The engine.",
            DefaultValueFactory = _ => new Uri(EngineConnection.UsualAddress),
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    Uri.TryCreate(text, UriKind.Absolute, out var uri)
                    && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
                )
                {
                    return uri;
                }

                result.AddError($"--address = '{text}': allowed: http://host:port or https://host:port");
                return null;
            },
        };

    private static Option<string> CredentialsOption() =>
        new("--credentials")
        {
            Description = $"Folder of the token files; the engine's setting CredentialsFolder. Usually {AccessTokens.UsualFolder}.",
            DefaultValueFactory = _ => "",
        };
}
