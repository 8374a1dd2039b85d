using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>The page in a browser, on the engine's address.</summary>
public sealed class PageSettings
{
    /// <summary>Whether it is served.</summary>
    [Description("Whether the page for a browser is served, on the engine's address.")]
    public bool Enabled { get; init; } = true;

    /// <summary>The port of its files and commands; empty = the one after the engine's.</summary>
    [Description(
        "Port of the page's files and commands; 0 takes a free one; not set: the engine's Port + 1, or a free one where that is 0."
    )]
    [Range(0, 65_535)]
    public int? Port { get; init; }

    /// <summary>The port of its streams; empty = the second after the engine's.</summary>
    [Description("Port of the page's streams, which no command waits for; not set: the engine's Port + 2, or a free one where that is 0.")]
    [Range(0, 65_535)]
    public int? StreamPort { get; init; }

    /// <summary>The port of files and commands.</summary>
    /// <param name="enginePort">The engine's as it is set; 0 = a free one.</param>
    public int PortBeside(int enginePort) => Port ?? Beside(enginePort, 1);

    /// <summary>The port of streams.</summary>
    /// <inheritdoc cref="PortBeside"/>
    public int StreamPortBeside(int enginePort) => StreamPort ?? Beside(enginePort, 2);

    /// <summary>Why the three ports cannot be as they are set; null when they can.</summary>
    /// <inheritdoc cref="PortBeside"/>
    public string? Contradiction(int enginePort)
    {
        var (files, streams) = (PortBeside(enginePort), StreamPortBeside(enginePort));
        if (!Enabled)
            return null;
        if (files != 0 && files == enginePort)
            return $"Page:Port {files} is the engine's own Port: the page needs another";
        if (streams != 0 && streams == enginePort)
            return $"Page:StreamPort {streams} is the engine's own Port: the page's streams need another";
        return files != 0 && files == streams
            ? $"Page:Port and Page:StreamPort are both {files}: a command would wait for a stream, so each needs its own"
            : null;
    }

    private static int Beside(int enginePort, int distance) => enginePort == 0 ? 0 : enginePort + distance;
}
