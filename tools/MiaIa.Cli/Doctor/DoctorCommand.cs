using System.CommandLine;
using MiaIa.Cli.Engine;
using MiaIa.Cli.Parsing;
using MiaIa.Cli.Programs;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;
using MiaIa.V1;

namespace MiaIa.Cli.Doctor;

/// <summary><c>miaia doctor</c>: the list before one starts, and with --after-start the one of the first half hour.</summary>
internal sealed class DoctorCommand
{
    private readonly ProductOptions _programs = new();
    private readonly EngineTarget _target = new();
    private readonly Option<bool> _json = JsonOutput.CreateOption();
    private readonly Option<string> _sierra = new("--sierra")
    {
        Description = "Sierra Chart's folder. Usually the one that setup found, or a usual place.",
        DefaultValueFactory = _ => "",
    };
    private readonly Option<bool> _skipJournal = new("--skip-journal")
    {
        Description = "Do not read the whole journal, which takes long where it is.",
    };
    private readonly Option<bool> _afterStart = new("--after-start")
    {
        Description = "The list of 09:30 to 10:00 instead: trades, book, chain, VIX, score, study, mode, account, halt.",
    };
    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "With --after-start: again and again until all is well, or Ctrl-C.",
    };
    private readonly Option<string> _instrument = new("--instrument")
    {
        Description = "With --after-start: what is traded.",
        DefaultValueFactory = _ => "ES",
    };
    private readonly Option<string> _account = new("--account")
    {
        Description = "With --after-start: the account that is wanted; without it the engine's Trading:LiveAccounts in mode Live.",
        DefaultValueFactory = _ => "",
    };

    public static Command Create()
    {
        var doctor = new DoctorCommand();
        var command = new Command(
            "doctor",
            "Look at everything that a day needs, and say what to do. Changes nothing; exit code 1 when something fails."
        )
        {
            doctor._json,
            doctor._sierra,
            doctor._skipJournal,
            doctor._afterStart,
            doctor._watch,
            doctor._instrument,
            doctor._account,
        };
        doctor._programs.AddTo(command);
        doctor._target.AddTo(command);
        command.AddRule(result =>
        {
            if (result.GetValue(doctor._watch) && !result.GetValue(doctor._afterStart))
                result.AddError("--watch needs --after-start");
            foreach (var option in doctor._target.IdleIn(result))
            {
                result.AddError(
                    $"{option} needs --address; without it the engine's own settings say how it is reached (--engine-arg=--CredentialsFolder=…)"
                );
            }
        });
        command.SetAction(doctor.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            var engine = await ProgramSettings.AskAsync(_programs.EngineIn(parsed), cancellation);
            if (parsed.GetValue(_afterStart))
                return await AfterStartAsync(parsed, engine, output, cancellation);
            var bridge = await ProgramSettings.AskAsync(_programs.BridgeIn(parsed), cancellation);
            return await ShowAsync(await BeforeStartAsync(parsed, engine, bridge), parsed, output);
        }
        catch (ProgramException fault)
        {
            await error.WriteLineAsync(fault.Message);
            return ExitCodes.Fault;
        }
    }

    private async Task<IReadOnlyList<Check>> BeforeStartAsync(ParseResult parsed, ProgramSettings engine, ProgramSettings bridge)
    {
        var checks = new List<Check> { OfSettings(engine), OfSettings(bridge), PlaceChecks.Tokens(engine, bridge) };
        checks.AddRange(new[] { engine, bridge }.SelectMany(program => CertificateChecks.Run(program, DateTimeOffset.UtcNow)));
        var look = await LookAsync(parsed, engine);
        checks.AddRange(await PortChecks.RunAsync(engine, bridge, look));
        if (engine.AreValid)
        {
            var journal = JournalOf(engine, look);
            checks.AddRange(PlaceChecks.Disk(journal));
            if (PlaceChecks.Kill(journal) is { } kill)
                checks.Add(kill);
            checks.Add(
                parsed.GetValue(_skipJournal)
                    ? Check.NotKnown("journal", "not read, as you wished")
                    : PlaceChecks.Journal(journal, isInUse: look.Status is not null)
            );
            checks.Add(await OutsideChecks.GatewayAsync(engine));
        }

        checks.Add(await OutsideChecks.ClockSourceAsync());
        checks.Add(PlaceChecks.Sierra(parsed.GetValue(_sierra)!, engine.PathAt("CredentialsFolder"), PackageFolder()));
        checks.AddRange(EngineChecks.Run(look));
        if (RunningSettingsCheck.Of(engine, look) is { } running)
            checks.Add(running);
        return checks;
    }

    private async Task<int> AfterStartAsync(ParseResult parsed, ProgramSettings engine, TextWriter output, CancellationToken cancellation)
    {
        var mode = engine.AreValid ? Enum.Parse<TradingMode>(engine.Text("Trading:Mode")) : TradingMode.Unspecified;
        var wanted = parsed.GetValue(_account)!;
        if (wanted.Length == 0 && mode == TradingMode.Live && engine.Texts("Trading:LiveAccounts") is [var only])
            wanted = only;
        var list = new StartedChecks(
            parsed.GetValue(_instrument)!,
            mode,
            wanted,
            engine.Flag("Ibkr:Enabled") || engine.Text("Options:Folder").Length > 0
        );
        var watch = new StartedWatch(list, () => LookAsync(parsed, engine), checks => ShowAsync(checks, parsed, output), output);
        return await watch.RunAsync(isAgain: parsed.GetValue(_watch), cancellation);
    }

    private async Task<EngineLook> LookAsync(ParseResult parsed, ProgramSettings engine)
    {
        if (!_target.IsGiven(parsed))
        {
            // A fault that was made in the file since does not hide an engine that runs.
            return engine.AreValid ? await EngineLook.AtAsync(engine) : await EngineLook.AtAsync(EnginePlace.Of(engine.Program));
        }

        try
        {
            using var connection = _target.Open(parsed, AccessRole.Watch);
            return await EngineLook.OfAsync(connection, _target.AddressIn(parsed));
        }
        catch (Exception fault) when (fault is CredentialsException or CertificateException)
        {
            return new EngineLook(_target.AddressIn(parsed), null, fault.Message) { CannotAsk = true };
        }
    }

    private async Task<int> ShowAsync(IReadOnlyList<Check> checks, ParseResult parsed, TextWriter output)
    {
        foreach (var line in parsed.GetValue(_json) ? [CheckText.Json(checks)] : CheckText.Lines(checks))
            await output.WriteLineAsync(line);
        return CheckText.ExitCodeOf(checks);
    }

    private static Check OfSettings(ProgramSettings asked)
    {
        var name = $"settings of the {asked.Program.Name}";
        return asked.AreValid
            ? Check.Ok(
                name,
                File.Exists(asked.Program.SettingsFile) ? asked.Program.SettingsFile : "the defaults; there is no appsettings.json"
            )
            : Check.Fail(
                name,
                string.Join("; ", asked.EachProblem),
                $"correct them in {asked.Program.SettingsFile}, or where the sentence says"
            );
    }

    // A running engine knows best where it writes.
    private static string JournalOf(ProgramSettings engine, EngineLook look) =>
        look.Status?.Journal?.Path is { Length: > 0 } path && Path.IsPathFullyQualified(path)
            ? Path.GetDirectoryName(path)!
            : engine.PathAt("Journal:Directory");

    private static string PackageFolder() => Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!;
}
