using MiaIa.Hosting.Logs;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace MiaIa.Hosting;

/// <summary>
/// The log of a program: lines for a person on standard error (standard output stays free for the ready line), the same lines in a file
/// and as JSON in another where they are wanted. Written on a thread of its own: a full disk or a stopped terminal stops nobody. The
/// queue before it is bounded; when it is full, lines are dropped and counted, and a line says how many.
/// </summary>
public sealed class ProgramLog : IDisposable
{
    private const int LinesMax = 4096;
    private const int FilesKept = 14;
    private static readonly TimeSpan FlushMax = TimeSpan.FromSeconds(1);

    private readonly Logger _logger;
    private readonly MissingLines _missing;
    private readonly FailedWrites _failed;
    private readonly LogArchive? _archive;

    private ProgramLog(Logger logger, SecretTexts secrets, LogTail tail, MissingLines missing, FailedWrites failed, LogArchive? archive)
    {
        Secrets = secrets;
        Tail = tail;
        _archive = archive;
        _logger = logger;
        _missing = missing;
        _failed = failed;
    }

    /// <summary>What the program writes to.</summary>
    public ILogger Logger => _logger;

    /// <summary>The newest lines.</summary>
    public LogTail Tail { get; }

    /// <summary>Lines that were dropped so far.</summary>
    public long LinesDropped => _missing.Dropped;

    /// <summary>How often a target of the log could not be written.</summary>
    public long WritesFailed => _failed.Count;

    /// <summary>What none of its lines may hold.</summary>
    public SecretTexts Secrets { get; }

    /// <summary>Lines that were left out since they repeated others.</summary>
    public long LinesLeftOut => _missing.LeftOut;

    /// <summary>Lines that wait to be written.</summary>
    public int LinesWaiting => _missing.Waiting;

    /// <summary>
    /// Opens a log with files by day. A folder that cannot be written is told on standard error and in <see cref="Tail"/>, and the program goes on.
    /// </summary>
    /// <param name="level">The least important lines that are written.</param>
    /// <param name="folder">Where the files lie; null = none are kept.</param>
    public static ProgramLog Open(LogEventLevel level, LogFolder? folder) =>
        Open(
            level,
            targets =>
            {
                targets.Logger(lines =>
                    lines.Filter.ByExcluding(LogFolder.IsFigures).WriteTo.Console(new LogLine(), standardErrorFromLevel: LevelAlias.Minimum)
                );
                if (folder is not null)
                    targets.Sink(new DailyFiles(folder, new LogLine(), new CompactJsonFormatter(), TimeProvider.System));
            },
            folder is null ? null : new LogArchive(folder)
        );

    /// <summary>Opens the log.</summary>
    /// <param name="level">The least important lines that are written.</param>
    /// <param name="file">A file of lines, a new one each day with the date in its name; empty = none.</param>
    /// <param name="jsonFile">A file of compact JSON, likewise; empty = none.</param>
    /// <exception cref="LogFileException">A file cannot be opened; the message says which and why.</exception>
    public static ProgramLog Open(LogEventLevel level, string file, string jsonFile)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(jsonFile);
        LogFileException.ThrowIfOne(file, jsonFile);
        LogFileException.ThrowIfCannotBeOpened(file);
        LogFileException.ThrowIfCannotBeOpened(jsonFile);
        const RollingInterval day = RollingInterval.Day;
        return Open(
            level,
            targets =>
            {
                targets.Console(new LogLine(), standardErrorFromLevel: LevelAlias.Minimum);
                if (file.Length > 0)
                    targets.File(new LogLine(), file, rollingInterval: day, retainedFileCountLimit: FilesKept);
                if (jsonFile.Length > 0)
                    targets.File(new CompactJsonFormatter(), jsonFile, rollingInterval: day, retainedFileCountLimit: FilesKept);
            }
        );
    }

    /// <summary>Writes what waits, for a second at most.</summary>
    public void Dispose()
    {
        _missing.Dispose();
        _archive?.Dispose();
        // The queue's own end waits for ever where a terminal does not take its lines.
        var ending = Task.Run(_logger.Dispose);
        try
        {
            ending.Wait(FlushMax);
        }
        catch (AggregateException full) when (full.GetBaseException() is IOException or UnauthorizedAccessException)
        {
            // A file on a full disk is found full once more when it is closed, and the log has nowhere to say it.
            Console.Error.WriteLine(
                $"the last lines of the log could not be written: {PrintableText.From(full.GetBaseException().Message)}"
            );
        }

        _failed.Dispose();
    }

    internal static ProgramLog Open(LogEventLevel level, Action<LoggerSinkConfiguration> targets, LogArchive? archive = null)
    {
        var flood = new LogFlood(TimeProvider.System);
        var failed = new FailedWrites();
        var missing = new MissingLines(flood, failed);
        var tail = new LogTail();
        var secrets = new SecretTexts();
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            // What the host and Kestrel tell of their inner life; a program says itself why it does not start.
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", LevelAlias.Off)
            // What a caller did wrong, with a stack of ours; the services say it in a line.
            .MinimumLevel.Override("Grpc", LogEventLevel.Error)
            .Filter.With(flood)
            .WriteTo.Async(
                masked =>
                    masked.Sink(
                        LoggerSinkConfiguration.Wrap(
                            all => new MaskedEvents(all, secrets, LogLine.MessageOf),
                            all =>
                            {
                                all.Logger(lines => lines.Filter.ByExcluding(LogFolder.IsFigures).WriteTo.Sink(tail));
                                targets(all);
                            }
                        )
                    ),
                LinesMax,
                blockWhenFull: false,
                missing
            )
            .CreateLogger();
        missing.TellTo(logger);
        // After the log's own end of errors is known: what it cannot do is told there.
        archive?.Begin();
        return new ProgramLog(logger, secrets, tail, missing, failed, archive);
    }
}
