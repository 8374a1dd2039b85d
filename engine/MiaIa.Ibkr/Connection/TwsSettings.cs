using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Connection;

/// <summary>How a Gateway is reached.</summary>
public sealed record TwsSettings
{
    /// <summary>Host name or address.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>TCP port, 1 to 65535; 4002 is IB Gateway's for paper accounts.</summary>
    public int Port { get; init; } = 4002;

    /// <summary>The client id; one client at a time may hold it.</summary>
    public int ClientId { get; init; } = 999;

    /// <summary>The lowest offered version.</summary>
    public int OfferedMin { get; init; } = 100;

    /// <summary>The highest offered version: 164 to 200.</summary>
    public int OfferedMax { get; init; } = 176;

    /// <summary>Whether a Gateway whose accounts say that it is simulated will do. What is to be called live says no.</summary>
    public bool AllowsSimulator { get; init; } = true;

    /// <summary>Connect options. <c>+PACEAPI</c> makes the Gateway queue what comes too fast instead of hanging up; empty for none.</summary>
    public string ConnectOptions { get; init; } = "+PACEAPI";

    /// <summary>How long TCP may take to connect, and a write to be taken.</summary>
    public TimeSpan SocketLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the Gateway may take to answer the hello.</summary>
    public TimeSpan HelloLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long accounts and first id may take to come.</summary>
    public TimeSpan ReadyLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the Gateway's clock is asked for.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the answer may take.</summary>
    public TimeSpan HeartbeatLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages a second, over a longer time.</summary>
    public int MessagesPerSecond { get; init; } = 40;

    /// <summary>Messages that may go at once after a pause.</summary>
    public int MessagesBurst { get; init; } = 4;

    /// <summary>Market-data lines of the login.</summary>
    public int Lines { get; init; } = 100;

    /// <summary>Refuses what cannot work.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting, its value and its range.</exception>
    public void Validate()
    {
        Check(nameof(Port), Port, 1, 65535);
        Check(nameof(ClientId), ClientId, 0, int.MaxValue);
        Check(nameof(OfferedMin), OfferedMin, 100, OfferedMax);
        Check(nameof(OfferedMax), OfferedMax, ServerVersion.Min, ServerVersion.Max);
        Check(nameof(MessagesPerSecond), MessagesPerSecond, 1, 45);
        Check(nameof(MessagesBurst), MessagesBurst, 1, 50 - MessagesPerSecond);
        Check(nameof(Lines), Lines, 1, 10_000);
    }

    private static void Check(string name, int value, int min, int max)
    {
        if (value < min || value > max)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; allowed is {min} to {max}");
    }
}
