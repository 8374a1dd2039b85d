using System.CommandLine;
using Google.Protobuf;
using Grpc.Core;
using MiaIa.Cli.Parsing;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>The commands that speak to a running engine: status, halt, resume, flatten, page, watch, stop.</summary>
internal static class EngineCommands
{
    public static IEnumerable<Command> Create() => [.. OfState(), .. OfSwitches(), .. OfPage(), OfStop()];

    private static IEnumerable<Command> OfState()
    {
        var all = new Option<bool>("--all") { Description = "Everything that the engine holds, not one screen of it." };
        var status = Create(
            "status",
            "Show how the engine stands.",
            AccessRole.Watch,
            async (engine, say, parsed, _) =>
            {
                var isAll = parsed.GetValue(all);
                var now = await engine.GetStateAsync(withSettings: isAll);
                await say(now, isAll ? StateText.Lines(now, engine.FileSettings) : StatusText.Lines(now));
                return ExitCodes.Ok;
            },
            all
        );
        // The engine's own word for what it shows.
        status.Aliases.Add("state");
        yield return status;
        yield return Create(
            "watch",
            "Show every signal event until Ctrl-C; with --json one line each.",
            AccessRole.Watch,
            async (engine, say, _, cancellation) =>
            {
                await foreach (var signal in engine.WatchSignalsAsync(cancellation))
                    await say(signal, [StateText.Line(signal), .. ExplanationText.Lines(signal).Select(line => "    " + line)]);
                return ExitCodes.Ok;
            }
        );
    }

    private static IEnumerable<Command> OfSwitches()
    {
        var why = new Option<string>("--reason") { Description = "Why; kept on the disk.", Required = true };
        yield return Create(
            "halt",
            $"No new signal until resume. Where the engine does not answer that is said at once, and it is tried for {Insistence.Limit.TotalSeconds:0} s.",
            AccessRole.Operate,
            (engine, say, parsed, cancellation) =>
                InsistAsync(engine, limit => engine.HaltAsync(parsed.GetValue(why)!, limit), say, parsed, cancellation),
            why
        );
        yield return Create(
            "resume",
            "Signals again. Exit code 1 when it stays halted, or entries still wait for something, which it names.",
            AccessRole.Operate,
            async (engine, say, _, _) =>
            {
                var reply = await engine.ResumeAsync();
                await SayAsync(reply, say);
                return EngineAnswers.ExitCodeOfResume(reply);
            }
        );
        yield return Create(
            "flatten",
            $"Halt, and ask every study to cancel and close. Where the engine does not answer that is said at once, and it is tried for {Insistence.Limit.TotalSeconds:0} s.",
            AccessRole.Operate,
            (engine, say, parsed, cancellation) =>
                InsistAsync(engine, limit => engine.FlattenAsync(parsed.GetValue(why)!, limit), say, parsed, cancellation),
            why
        );
    }

    private static IEnumerable<Command> OfPage()
    {
        yield return Create(
            "page",
            "Print a link that lets one browser in, to look and to halt, resume and flatten.",
            AccessRole.Operate,
            (engine, say, _, _) => InviteAsync(engine, watchOnly: false, say)
        );
        yield return Create(
            "page-to-watch",
            "Print a link that lets one browser in, to look only.",
            AccessRole.Operate,
            (engine, say, _, _) => InviteAsync(engine, watchOnly: true, say)
        );
    }

    private static Command OfStop() =>
        Create(
            "stop",
            "End the engine's program in order. It halts, cancels and closes nothing: what is open stays with its stop and target in Sierra. "
                + "A bridge that has seen the engine starts no other before it is started anew itself. "
                + "Exit code 1 when there is no engine, or it has not ended in time.",
            AccessRole.Operate,
            (engine, say, _, cancellation) => StoppedEngine.StopAsync(engine, say, cancellation)
        );

    /// <summary>Writes an answer: as JSON where that is asked for, else as lines.</summary>
    internal delegate Task Say(IMessage message, IEnumerable<string> lines);

    /// <summary>A command that speaks to an engine, with the options that say which, and <c>--json</c>.</summary>
    internal static Command Create(
        string name,
        string doc,
        AccessRole role,
        Func<EngineConnection, Say, ParseResult, CancellationToken, Task<int>> act,
        params Option[] options
    )
    {
        var target = new EngineTarget();
        var json = JsonOutput.CreateOption();
        var command = new Command(name, doc) { json };
        target.AddTo(command);
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                try
                {
                    using var engine = target.Open(parsed, role);
                    return await act(engine, SayAsync, parsed, cancellation);
                }
                catch (Exception e)
                    when (cancellation.IsCancellationRequested
                        && e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled }
                    )
                {
                    return ExitCodes.Ok;
                }
                catch (Exception e) when (e is CredentialsException or CertificateException)
                {
                    await error.WriteLineAsync(e.Message);
                    return ExitCodes.BadSettings;
                }
                catch (RpcException e)
                {
                    await error.WriteLineAsync(await target.WhyNotAsync(parsed, e));
                    return ExitCodes.Fault;
                }

                async Task SayAsync(IMessage message, IEnumerable<string> lines)
                {
                    foreach (var line in parsed.GetValue(json) ? [JsonOutput.Of(message)] : lines)
                        await output.WriteLineAsync(line);
                }
            }
        );
        return command;
    }

    private static async Task<int> InviteAsync(EngineConnection engine, bool watchOnly, Say say)
    {
        var invitation = await engine.InviteAsync(watchOnly);
        await say(
            invitation,
            [invitation.Address, $"Open it in a browser of this machine within {invitation.Seconds} s. It is good once."]
        );
        return ExitCodes.Ok;
    }

    private static async Task<int> InsistAsync(
        EngineConnection engine,
        Func<TimeSpan, Task<SwitchReply>> ask,
        Say say,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        var insistence = new Insistence(TimeProvider.System, engine.WhyNotAsync, parsed.InvocationConfiguration.Error.WriteLineAsync);
        return await SayAsync(await insistence.AskAsync(ask, cancellation), say);
    }

    private static async Task<int> SayAsync(SwitchReply reply, Say say)
    {
        await say(reply, [EngineAnswers.Text(reply)]);
        return ExitCodes.Ok;
    }
}
