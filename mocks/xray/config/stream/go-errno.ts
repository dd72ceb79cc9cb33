const texts: Readonly<Record<string, string>> = {
  ENOENT: "no such file or directory",
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ENOTDIR: "not a directory",
  ELOOP: "too many levels of symbolic links",
  ENAMETOOLONG: "file name too long",
};

/** What Go says of a file that could not be read, from the error that Node gave. */
export function goErrno(error: unknown, path: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // Go opens a folder and fails reading it.
  const verb = code === "EISDIR" ? "read" : "open";
  return `${verb} ${path}: ${texts[code] ?? "input/output error"}`;
}
