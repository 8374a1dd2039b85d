namespace MiaIa.Engine.Web;

/// <summary>The page's two ports: what a stream holds up on one, a command on the other does not wait for.</summary>
/// <param name="Files">Of the files and the commands.</param>
/// <param name="Streams">Of the streams.</param>
public readonly record struct PagePorts(int Files, int Streams);
