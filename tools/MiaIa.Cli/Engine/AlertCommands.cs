using System.CommandLine;
using System.Globalization;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>miaia alerts: the list, acknowledgement, and a test of every channel.</summary>
internal static class AlertCommands
{
    public static Command Create()
    {
        var alerts = EngineCommands.Create(
            "alerts",
            "Show what a person should know: open alerts first, then those that are over.",
            AccessRole.Watch,
            async (engine, say, _, _) =>
            {
                var list = await engine.ListAlertsAsync();
                await say(list, AlertText.Lines(list));
                return ExitCodes.Ok;
            }
        );
        alerts.Subcommands.Add(Acknowledge());
        alerts.Subcommands.Add(Test());
        return alerts;
    }

    private static Command Acknowledge()
    {
        var id = new Argument<ulong>("id")
        {
            Description = "The number of the alert in the list; 0 = all that are open.",
            CustomParser = result =>
            {
                if (ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    return number;
                result.AddError($"'{PrintableText.From(result.Tokens[0].Value)}' is no number of an alert: miaia alerts lists them");
                return 0;
            },
        };
        var command = EngineCommands.Create(
            "ack",
            "Somebody cares for it: it is told no more until it is over or becomes worse.",
            AccessRole.Operate,
            async (engine, say, parsed, _) =>
            {
                var reply = await engine.AcknowledgeAlertAsync(parsed.GetValue(id));
                await say(reply, [PrintableText.From(reply.Text)]);
                return reply.Acknowledged > 0 ? ExitCodes.Ok : ExitCodes.Fault;
            }
        );
        command.Arguments.Add(id);
        return command;
    }

    private static Command Test()
    {
        var severity = new Option<string>("--severity")
        {
            Description = "How serious the test is to look: information, warning, error or critical.",
            DefaultValueFactory = _ => "information",
        };
        severity.AcceptOnlyFromAmong("information", "warning", "error", "critical");
        return EngineCommands.Create(
            "test",
            "Send a test through every channel that is on, however little it is to be told. Exit code 1 when one did not take it.",
            AccessRole.Operate,
            async (engine, say, parsed, _) =>
            {
                var reply = await engine.TestAlertsAsync(Enum.Parse<Severity>(parsed.GetValue(severity)!, ignoreCase: true));
                await say(reply, AlertText.Lines(reply));
                return reply.Result.All(result => result.Sent) ? ExitCodes.Ok : ExitCodes.Fault;
            },
            severity
        );
    }
}
