-- The employees of the demonstration. Invented; salaries in whole US dollars
-- a year. Rows are only ever added at the end, for tests know the figures.
CREATE TABLE employees (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL,
    department TEXT    NOT NULL COLLATE NOCASE,
    title      TEXT    NOT NULL,
    salary     INTEGER NOT NULL CHECK (salary > 0),
    hire_date  TEXT    NOT NULL
) STRICT;

CREATE INDEX employees_by_department ON employees (department);

INSERT INTO employees (id, name, department, title, salary, hire_date) VALUES
    (1,  'Ada Lindqvist',     'Engineering', 'Staff Engineer',        182000, '2015-03-02'),
    (2,  'Bruno Castellano',  'Engineering', 'Senior Engineer',       156000, '2017-09-18'),
    (3,  'Chidi Okafor',      'Engineering', 'Senior Engineer',       151000, '2018-01-08'),
    (4,  'Dana Whitfield',    'Engineering', 'Engineer',              124000, '2020-06-15'),
    (5,  'Emil Novak',        'Engineering', 'Engineer',              119000, '2021-02-01'),
    (6,  'Farah Haddad',      'Engineering', 'Engineer',              121000, '2021-10-11'),
    (7,  'Grace Tanaka',      'Engineering', 'Engineering Manager',   175000, '2016-05-23'),
    (8,  'Hugo Fernandes',    'Engineering', 'Junior Engineer',        92000, '2023-08-28'),
    (9,  'Ines Moreau',       'Sales',       'Head of Sales',         148000, '2014-11-03'),
    (10, 'Jonas Bergmann',    'Sales',       'Account Executive',      98000, '2018-04-16'),
    (11, 'Keiko Sato',        'Sales',       'Account Executive',     101000, '2019-07-22'),
    (12, 'Liam O''Connor',    'Sales',       'Account Executive',      94000, '2020-09-07'),
    (13, 'Maya Patel',        'Sales',       'Sales Engineer',        117000, '2019-12-02'),
    (14, 'Noah Abrams',       'Sales',       'Sales Associate',        68000, '2022-05-30'),
    (15, 'Olivia Brandt',     'Sales',       'Sales Associate',        66000, '2023-01-16'),
    (16, 'Pavel Dvorak',      'Marketing',   'Head of Marketing',     139000, '2015-08-24'),
    (17, 'Quinn Murphy',      'Marketing',   'Content Strategist',     84000, '2019-03-11'),
    (18, 'Rosa Delgado',      'Marketing',   'Product Marketer',       96000, '2020-11-09'),
    (19, 'Sven Eriksen',      'Marketing',   'Designer',               88000, '2021-06-21'),
    (20, 'Tara Nguyen',       'Marketing',   'Marketing Analyst',      79000, '2022-10-03'),
    (21, 'Umar Siddiqui',     'Finance',     'Chief Accountant',      142000, '2013-02-18'),
    (22, 'Valeria Rossi',     'Finance',     'Controller',            118000, '2016-10-31'),
    (23, 'Wanda Kowalska',    'Finance',     'Financial Analyst',      91000, '2019-05-13'),
    (24, 'Xavier Dubois',     'Finance',     'Payroll Specialist',     72000, '2021-04-05'),
    (25, 'Yara Benali',       'Support',     'Support Lead',           97000, '2017-07-10'),
    (26, 'Zoltan Farkas',     'Support',     'Support Engineer',       78000, '2019-09-30'),
    (27, 'Amara Diallo',      'Support',     'Support Engineer',       76000, '2020-02-24'),
    (28, 'Bianca Ionescu',    'Support',     'Support Agent',          58000, '2022-03-14'),
    (29, 'Cormac Byrne',      'Support',     'Support Agent',          56000, '2023-05-08'),
    (30, 'Delia Strand',      'People',      'Head of People',        131000, '2016-01-25'),
    (31, 'Enzo Marchetti',    'People',      'Recruiter',              82000, '2020-08-17'),
    (32, 'Freya Holm',        'People',      'Recruiter',              80000, '2022-11-21');
