namespace MiaIa.Cli.Setup;

/// <summary>Setup cannot begin; the message is a sentence that says what to do. Nothing has been changed yet.</summary>
internal sealed class SetupException(string message) : Exception(message);
