//! Property tests: the library against brute force and against the laws that its types promise.

#[cfg(test)]
mod assignment;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod coordinates;
#[cfg(test)]
mod data;
#[cfg(test)]
mod eligible;
#[cfg(test)]
mod flow;
#[cfg(test)]
mod formulas;
mod index;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod ranking;
#[cfg(test)]
mod teams;
