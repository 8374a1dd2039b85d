using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace MiaIa.Engine.Runtime.Settings.Alerts;

/// <summary>A bot that writes to a chat.</summary>
public sealed class TelegramSettings
{
    /// <summary>Whether messages are sent there.</summary>
    [Description("Whether alerts are sent there.")]
    public bool Enabled { get; init; }

    /// <summary>The bot's token; a secret.</summary>
    [Description("The bot's token; better in the file telegram.token of the credentials folder, which counts while this is empty.")]
    [DataType(DataType.Password)]
    public string Token { get; init; } = "";

    /// <summary>The chat.</summary>
    [Description("The chat's number, or @name of a channel.")]
    public string Chat { get; init; } = "";

    /// <summary>Where the bot's service is.</summary>
    [Description("The bot's service; another one than Telegram's own for a Bot API server of one's own.")]
    public string Address { get; init; } = "https://api.telegram.org";

    /// <summary>Less serious alerts are not sent.</summary>
    [Description("Less serious alerts are not sent.")]
    public AlertLevel Least { get; init; } = AlertLevel.Warning;
}
